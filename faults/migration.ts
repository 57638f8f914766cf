// A migration killed in its middle, and run again; and the next version deployed while this one serves.
import { cpSync, existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Client, clientOf, foundCompany } from './client.ts'
import { type Finding, type Size, same, secondsUntil, within } from './finding.ts'
import { audited, startLoad } from './load.ts'
import { isReady, startProduct, temporaryFolder } from './process.ts'
import { startServerDatabase } from './server-database.ts'

const root = join(import.meta.dirname, '..')
const compiled = join(root, 'node_modules/.cache/node')
const name = '9998_next_version'

/** Adds a table, a column with a value for every row and an index, and takes its time about it. */
const nextMigration = (seconds: number) => `
create table next_thing (workspace_id uuid not null references workspace, id uuid not null, name text not null, primary key (workspace_id, id));
alter table unit add column colour text not null default 'xanh';
create index unit_by_colour on unit (workspace_id, colour);
select pg_sleep(${seconds});
update unit set colour = 'đỏ';
`

/** This version's folder with one migration more. */
function nextVersion(folder: string): void {
  for (const part of ['src', 'migrations', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  // Libraries lie where they did: what is compiled of them need not be compiled again.
  if (existsSync(compiled)) cpSync(compiled, join(folder, '.cache'), { recursive: true })
}

const writeMigration = (folder: string, seconds: number) =>
  writeFileSync(join(folder, 'migrations', `${name}.sql`), nextMigration(seconds))

export async function migration(size: Size): Promise<Finding[]> {
  const sleeps = size === 'whole' ? 3 : 1
  const database = await startServerDatabase()
  const folders = ['old', 'next', 'version'].map((part) => temporaryFolder(part))
  const [oldData = '', nextData = '', version = ''] = folders.map(({ path }) => path)
  const env = { DATABASE_URL: database.direct }
  const client = new pg.Client({ connectionString: database.direct })
  await client.connect()
  const seen = async () => {
    const { rows } = await client.query(
      `select to_regclass('next_thing') is not null as "table", exists (select from kysely_migration where name = $1) as noted,
         exists (select from pg_attribute where attrelid = 'unit'::regclass and attname = 'colour') as "column"`,
      [name],
    )
    return rows[0]
  }
  const old = await startProduct({ dataDir: oldData, env })
  let next: Awaited<ReturnType<typeof startProduct>> | undefined
  try {
    let at = old.url
    const company = await foundCompany(() => at)
    const load = startLoad(company, 'next')
    await load.more(30)
    nextVersion(version)
    // Long enough to be killed in its middle, on however slow a machine.
    writeMigration(version, 60)

    // Killed once it holds what it changes.
    const atIt = `from pg_stat_activity where query like '%next_thing%' and pid <> pg_backend_pid() and wait_event = 'PgSleep'`
    const isAtIt = async () => (await client.query(`select ${atIt}`)).rows.length > 0
    const starting = startProduct({ dataDir: nextData, env, folder: version })
    // One that ends before its time says why.
    let ended = ''
    starting.catch((error) => {
      ended = String(error).slice(0, 500)
    })
    const reached = await secondsUntil(async () => ended !== '' || (await isAtIt()), 60)
    const endedEarly = ended
    // The server's own process, as a machine that goes down takes it along.
    await client.query(`select pg_terminate_backend(pid) ${atIt}`)
    const isStopped = await starting.then(
      () => false,
      () => true,
    )
    const findings = [
      within('seconds until the migration was in its middle', reached, 60),
      same('why it ended before it was killed', endedEarly, ''),
      same('the killed start came to nothing', isStopped, true),
      same('after the kill: table, noted, column', await seen(), {
        table: false,
        noted: false,
        column: false,
      }),
    ]
    await load.more(20)

    writeMigration(version, sleeps)
    next = await startProduct({ dataDir: nextData, env, folder: version })
    findings.push(
      same('run again: table, noted, column', await seen(), { table: true, noted: true, column: true }),
      // It waited for the migration's locks, with every connection that it has: what was refused meanwhile is asked again.
      within(
        'seconds until the old version answers beside it',
        await secondsUntil(() => isReady(old.url)),
        10,
      ),
    )
    await load.more(40)
    const units = clientOf(() => next?.url ?? '', company.apiKey)
    findings.push(
      same('a write by the next version', await written(units, 'Bản mới'), 201),
      same('a write by the old one', await written(company.me, 'Bản cũ'), 201),
    )
    // Programs are led over to the next version, and the old one is stopped in order.
    at = next.url
    await old.stop()
    await load.more(20)
    await load.stop()
    return [...findings, ...(await audited(database.direct, load.promised, 'next'))]
  } finally {
    await client.end()
    await old.stop()
    await next?.stop()
    await database.stop()
    for (const folder of folders) folder.remove()
  }
}

/** The answer's status, once it is another one than that the database is away for a moment. */
async function written(me: Client, name: string): Promise<number> {
  let status = 503
  await secondsUntil(async () => {
    status = (await me('POST', '/units', { name }, { 'idempotency-key': encodeURIComponent(name) })).status
    return status !== 503
  }, 30)
  return status
}
