// Two processes on one database, one of them killed: programs, streams and jobs move over to the other.
import { foundCompany } from './client.ts'
import { type Finding, type Size, same, secondsUntil, within } from './finding.ts'
import { audited, startLoad } from './load.ts'
import { startProduct, temporaryFolder } from './process.ts'
import { pullFrom, startSource } from './pull.ts'
import { startServerDatabase } from './server-database.ts'
import { follow } from './stream.ts'

export async function twoProcesses(size: Size): Promise<Finding[]> {
  const rounds = size === 'whole' ? 6 : 1
  const database = await startServerDatabase()
  const source = await startSource()
  const folders = [temporaryFolder('one'), temporaryFolder('two')]
  const env = { DATABASE_URL: database.url, OUTBOUND_ALLOW: '127.0.0.1' }
  const start = (at: number) => startProduct({ dataDir: folders[at]?.path ?? '', env })
  // At once: one of them migrates, and the other waits for it.
  const products = await Promise.all([start(0), start(1)])
  const urls = () => products.map(({ url }) => url)
  let turn = 0
  try {
    const company = await foundCompany(() => urls()[turn++ % 2] ?? '')
    const pull = await pullFrom(source.url, company)
    const stream = follow(urls, company.apiKey)
    await secondsUntil(async () => stream.opened() > 0)
    const load = startLoad(company, 'two')
    for (let round = 0; round < rounds; round++) {
      const killed = round % 2
      await load.more(20)
      for (let n = 0; n < 3; n++) await pull.run()
      await load.more(2)
      await products[killed]?.kill()
      await load.more(20)
      products[killed] = await start(killed)
    }
    // One of them dies for good, with whatever jobs it holds.
    await pull.run()
    await products[0]?.kill()
    await load.more(20)
    await load.stop()
    const isAllHeard = async () => new Set(stream.subjects('units.create')).size >= load.promised.units.length
    const seconds = await secondsUntil(isAllHeard, 30)
    await stream.stop()
    const heard = stream.subjects('units.create')
    return [
      within('seconds until the stream had told of every unit', seconds, 30),
      same('units told twice by the stream', heard.length - new Set(heard).size, 0),
      ...(await pull.settled(database.direct, 90)),
      ...(await audited(database.direct, load.promised, 'two')),
    ]
  } finally {
    for (const product of products) await product.stop()
    source.stop()
    await database.stop()
    for (const folder of folders) folder.remove()
  }
}
