// kill -9 of the app, of PostgreSQL and of both, in the middle of the mixed load.
import { findRunningPostgres } from '../src/server/platform/postgres/embedded.ts'
import { openMailbox } from '../test/mailbox.ts'
import { foundCompany } from './client.ts'
import { type Finding, type Size, same, secondsUntil, within } from './finding.ts'
import { startInviting } from './letters.ts'
import { audited, startLoad } from './load.ts'
import { endLeftovers, isReady, killPostgres, postgresPid, startProduct, temporaryFolder } from './process.ts'
import { pullFrom, startSource } from './pull.ts'
import { everyEventHeard, follow } from './stream.ts'

export async function kills(size: Size): Promise<Finding[]> {
  const count = size === 'whole' ? 100 : 3
  const folder = temporaryFolder('kill')
  const dataDir = `${folder.path}/data`
  const source = await startSource()
  const mailbox = await openMailbox()
  const env = { OUTBOUND_ALLOW: '127.0.0.1', SMTP_URL: mailbox.url }
  let product = await startProduct({ dataDir, env })
  const downtimes: number[] = []
  const strikes = [
    async function theAppAlone() {
      await product.kill()
      product = await startProduct({ dataDir, env })
    },
    async function postgresAlone() {
      const old = postgresPid(dataDir)
      await killPostgres(dataDir)
      const isBack = async () => postgresPid(dataDir) !== old && (await isReady(product.url))
      if ((await secondsUntil(isBack)) === Number.POSITIVE_INFINITY)
        throw new Error(`PostgreSQL stays away: ${product.said()}`)
    },
    async function both() {
      await killPostgres(dataDir)
      await product.kill()
      product = await startProduct({ dataDir, env })
    },
  ]
  try {
    const company = await foundCompany(() => product.url)
    const pull = await pullFrom(source.url, company)
    const stream = follow(() => [product.url], company.apiKey)
    await secondsUntil(async () => stream.opened() > 0)
    const load = startLoad(company, 'kill')
    const inviting = startInviting(company, mailbox, 100)
    for (let kill = 0; kill < count; kill++) {
      await load.more(12)
      await pull.run()
      await load.more(3)
      const begun = performance.now()
      await strikes[kill % strikes.length]?.()
      downtimes.push((performance.now() - begun) / 1000)
    }
    await load.more(12)
    await load.stop()
    await inviting.stop()
    const connectionString = findRunningPostgres(dataDir)
    if (connectionString === undefined) throw new Error(`PostgreSQL stays away: ${product.said()}`)
    const [pulled, letters] = await Promise.all([
      pull.settled(connectionString, 90),
      inviting.settled(90, count),
    ])
    const told = await everyEventHeard(connectionString, stream)
    await stream.stop()
    const repeated = stream.heard.length - new Set(stream.heard.map(({ id }) => id)).size
    const statuses = [...load.promised.statuses.keys()].filter(
      (status) => ![0, 200, 201, 503].includes(status),
    )
    return [
      within('kills', downtimes.length, count, true),
      within('seconds until it answered again, the longest', Math.max(...downtimes), 60),
      within('answers other than yes, the database is away, or none', statuses.length, 0),
      ...told,
      same('events that the stream told twice', repeated, 0),
      ...pulled,
      ...letters,
      ...(await audited(connectionString, load.promised, 'kill')),
    ]
  } finally {
    source.stop()
    await product.stop()
    await mailbox.close()
    endLeftovers(dataDir)
    folder.remove()
  }
}
