// The clock is set: an hour and three days ahead, an hour and a day back, under the mixed load; and two processes share one
// database with clocks five minutes apart. It is the process's own time that moves (moved-clock.ts), the database's does not.
import { findRunningPostgres } from '../src/server/platform/postgres/embedded.ts'
import { asked } from './asked.ts'
import { type Client, type Company, foundCompany } from './client.ts'
import { type Finding, type Size, same, secondsUntil, within } from './finding.ts'
import { audited, startLoad } from './load.ts'
import { endLeftovers, startProduct, temporaryFolder } from './process.ts'
import { pullFrom, startSource } from './pull.ts'
import { countRounds } from './rounds.ts'
import { startServerDatabase } from './server-database.ts'
import { everyEventHeard, follow } from './stream.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Programs act all the while that is waited. */
const pace = 100

export async function clock(size: Size): Promise<Finding[]> {
  const sets = size === 'whole' ? [hour, 0, 3 * day, 2 * day, 0, -hour, -day, 0] : [3 * day, -hour]
  const named = (findings: Finding[], by: string) =>
    findings.map((finding) => ({ ...finding, what: `${by}: ${finding.what}` }))
  return [...named(await setClock(sets), 'clock set'), ...named(await twoClocks(size), 'two clocks')]
}

/** About so far apart: the process's clock then stands so many milliseconds before the fifth minute of an hour. */
function apartBefore(apart: number, before: number): number {
  const short = (5 * minute - before - ((Date.now() + apart) % hour)) % hour
  return apart + short + (short < -hour / 2 ? hour : 0)
}

async function setClock(sets: number[]): Promise<Finding[]> {
  const folder = temporaryFolder('clock')
  const dataDir = `${folder.path}/data`
  const source = await startSource()
  const env = { OUTBOUND_ALLOW: '127.0.0.1' }
  const product = await startProduct({ dataDir, env, hasOwnClock: true })
  try {
    const company = await foundCompany(() => product.url)
    const connectionString = findRunningPostgres(dataDir)
    if (connectionString === undefined) throw new Error(`PostgreSQL stays away: ${product.said()}`)
    const pull = await pullFrom(source.url, company, { every: 'quarter_hour' })
    const rounds = await countRounds(connectionString)
    const kpis = [company.kpiId, pull.kpiId, await zeroWhenEmpty(company)]
    const cookie = await signIn(product.url)
    const stream = follow(() => [product.url], company.apiKey)
    await secondsUntil(async () => stream.opened() > 0)
    const load = startLoad(company, 'clock', pace)
    await load.more(15)
    const waits: number[] = []
    const looks: number[] = []
    let missing = 0
    for (const apart of sets) {
      // A list whose next page is asked for by another time than its first.
      const { nextCursor, items } = (await company.me('GET', '/kpis?limit=1')).body
      const made = await rounds.made()
      await product.setClock(apartBefore(apart, 5000))
      stream.breakOff()
      kpis.push(await company.newKpi())
      const rest = [...items, ...(await everyPage(company.me, '/kpis?limit=2', nextCursor))].map(
        ({ id }) => id,
      )
      missing += kpis.slice(0, -1).filter((id) => !rest.includes(id)).length
      looks.push((await fetch(`${product.url}/api/v1/home`, { headers: { cookie } })).status)
      waits.push(
        await secondsUntil(async () => {
          const now = await rounds.made()
          return now.find_due_pulls > made.find_due_pulls && now.close_periods > made.close_periods
        }, 150),
      )
      await load.more(15)
    }
    await load.more(5)
    await load.stop()
    const made = await rounds.made()
    const pulled = await pull.settled(connectionString, 60)
    const heard = await everyEventHeard(connectionString, stream)
    await stream.stop()
    const listed = async (path: string) => (await everyPage(company.me, path)).length
    const [counted] = await asked<{
      units: number
      audit: number
      ids: number
      distinct: number
      pulled: number
      late: number
    }>(
      connectionString,
      `with ids as (select id from unit union all select id from kpi union all select id from audit union all select id from event
         union all select id from measurement union all select id from check_in union all select id from pull_run)
       select (select count(*)::int from unit) as units, (select count(*)::int from audit) as audit,
         (select count(*)::int from ids) as ids, (select count(distinct id)::int from ids) as distinct,
         (select count(*)::int from pull_run where cause = 'schedule') as pulled,
         (select count(*)::int from period_value where count = 0 and last_day > current_date) as late`,
    )
    return [
      within('times that it was set', waits.length, sets.length, true),
      within('seconds until rounds went on, the longest', Math.max(...waits), 150),
      within('rounds of pulls made for each set', made.find_due_pulls / sets.length, 5),
      within('rounds of periods made for each set', made.close_periods / sets.length, 2),
      within(
        'runs of a pull every quarter of an hour, for each set',
        (counted?.pulled ?? 0) / sets.length,
        1,
      ),
      within('of it, at least', counted?.pulled ?? 0, 1, true),
      same('looks of a browser that is signed in', [...new Set(looks)], [200]),
      same('ids given twice', (counted?.ids ?? 0) - (counted?.distinct ?? 0), 0),
      same('KPIs lost between two pages', missing, 0),
      same('KPIs, page by page', await listed('/kpis?limit=2'), kpis.length),
      same('units, page by page', await listed('/units?limit=20'), counted?.units),
      same('audit rows, page by page', await listed('/audit?limit=50'), counted?.audit),
      same('empty periods closed before their end', counted?.late, 0),
      ...heard,
      ...pulled,
      ...(await audited(connectionString, load.promised, 'clock')),
    ]
  } finally {
    source.stop()
    await product.stop()
    endLeftovers(dataDir)
    folder.remove()
  }
}

async function twoClocks(size: Size): Promise<Finding[]> {
  const database = await startServerDatabase()
  const source = await startSource()
  const folders = [temporaryFolder('ahead'), temporaryFolder('behind')]
  const env = { DATABASE_URL: database.url, OUTBOUND_ALLOW: '127.0.0.1' }
  const products = await Promise.all(
    folders.map(({ path }) => startProduct({ dataDir: path, env, hasOwnClock: true })),
  )
  const [ahead, behind] = products
  let turn = 0
  try {
    const company = await foundCompany(() => products[turn++ % 2]?.url ?? '')
    const pull = await pullFrom(source.url, company, { every: 'quarter_hour' })
    const rounds = await countRounds(database.direct)
    const stream = follow(() => products.map(({ url }) => url), company.apiKey)
    await secondsUntil(async () => stream.opened() > 0)
    const load = startLoad(company, 'apart', pace)
    await load.more(10)
    const anotherRound = async () => {
      const before = (await rounds.made()).find_due_pulls
      return secondsUntil(async () => (await rounds.made()).find_due_pulls > before, 150)
    }
    // The one ahead comes to its quarter of an hour; the other is then five minutes before it.
    const soon = 5000
    const quarter = 15 * minute
    const apart = quarter - (Date.now() % quarter) - soon
    await Promise.all([ahead?.setClock(apart), behind?.setClock(apart - 5 * minute)])
    const waits = [await anotherRound()]
    await load.more(30)
    stream.breakOff()
    // Then the other comes to the same quarter. Whichever process makes the round, it is due now, and if the first has
    // pulled already, it is not due again.
    const again = quarter - (Date.now() % quarter) - soon
    await Promise.all([ahead?.setClock(again + 5 * minute), behind?.setClock(again + 1000)])
    waits.push(await anotherRound())
    waits.push(await secondsUntil(async () => (await scheduled(database.direct)) > 0, 150))
    await load.more(30)
    stream.breakOff()
    if (size === 'whole') {
      // Rounds that it has made five minutes ahead of the one that is left do not keep that from making its own.
      await ahead?.kill()
      waits.push(await anotherRound())
      await load.more(30)
    }
    await load.stop()
    const pulled = await pull.settled(database.direct, 60)
    const heard = await everyEventHeard(database.direct, stream)
    await stream.stop()
    return [
      within('seconds until rounds went on, the longest', Math.max(...waits), 150),
      same('runs of a pull that both came to', await scheduled(database.direct), 1),
      ...heard,
      ...pulled,
      ...(await audited(database.direct, load.promised, 'apart')),
    ]
  } finally {
    for (const product of products) await product.stop()
    source.stop()
    await database.stop()
    for (const folder of folders) folder.remove()
  }
}

const scheduled = async (connectionString: string) =>
  (
    await asked<{ count: number }>(
      connectionString,
      `select count(*)::int as count from pull_run where cause = 'schedule'`,
    )
  )[0]?.count ?? 0

/** One that closes its periods by itself, as 0, in the hourly round. */
async function zeroWhenEmpty({ me }: Company): Promise<string> {
  const { body } = await me('POST', '/kpis', {
    ...{ name: 'Khiếu nại', unit: 'lần', direction: 'down', frequency: 'day', aggregation: 'sum' },
    zeroWhenEmpty: true,
  })
  const at = new Date(Date.now() - 5 * day).toISOString().slice(0, 10)
  const { status } = await me('POST', `/kpis/${body.id}/measurements`, { at, value: 1 })
  if (status !== 200) throw new Error(`a measurement: ${status}`)
  return body.id
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: 'lan@saomai.vn', password: 'mat-khau-rat-dai' }),
  })
  if (response.status !== 200) throw new Error(`sign-in: ${response.status}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** The items of every page from here. */
async function everyPage(me: Client, path: string, from?: string | null): Promise<{ id: string }[]> {
  const items: { id: string }[] = []
  for (let cursor = from; cursor !== null; ) {
    const { status, body } = await me('GET', cursor === undefined ? path : `${path}&cursor=${cursor}`)
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
    items.push(...body.items)
    cursor = body.nextCursor
  }
  return items
}
