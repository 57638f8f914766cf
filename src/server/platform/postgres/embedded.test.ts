import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '../log.ts'
import { type EmbeddedPostgres, findRunningPostgres, startEmbeddedPostgres } from './embedded.ts'
import { runningPostmaster } from './leftovers.ts'
import { StartError } from './start-error.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65_534, gid: 65_534 }
/** PostgreSQL heeds only a pid that it could signal. */
const asDatabaseUser = isRoot ? nobody : {}
const canRunAsNobody =
  isRoot && spawnSync(process.execPath, ['--version'], { ...nobody, cwd: '/' }).status === 0

let base: string
let dataDir: string
let elsewhere: string
let toStop: EmbeddedPostgres[]
let toKill: ChildProcess[]
const logged: string[] = []
const log = createLog('info', { write: (line) => logged.push(line) })

const clusterOf = (folder: string) => {
  const path = join(folder, 'postgres')
  return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : path
}

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'nc-'))
  chmodSync(base, 0o755)
  dataDir = join(base, 'data')
  elsewhere = join(base, 'elsewhere')
  toStop = []
  toKill = []
  logged.length = 0
})

afterEach(async () => {
  for (const postgres of toStop) await postgres.stop()
  for (const child of toKill) child.kill('SIGKILL')
  if (existsSync(join(dataDir, 'postgres'))) {
    const cluster = clusterOf(dataDir)
    const orphan = runningPostmaster(cluster)
    if (orphan !== undefined) process.kill(orphan, 'SIGQUIT')
    await expect.poll(() => runningPostmaster(cluster), { timeout: 10_000 }).toBeUndefined()
  }
  chmodSync(base, 0o755)
  rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const start = async (folder = dataDir) => {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, elsewhere, log })
  toStop.push(postgres)
  return postgres
}

const refusal = async (folder = dataDir): Promise<StartError> => {
  const error = await start(folder).catch((reason: unknown) => reason)
  if (!(error instanceof StartError)) throw new Error(`no refusal but ${error}`)
  return error
}

const query = async (connectionString: string, sql: string): Promise<unknown[][]> => {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

type Told = { connectionString: string; code: string; message: string }

const startApp = async (options: { uid?: number; gid?: number; cwd?: string; folder?: string } = {}) => {
  const { folder = dataDir, ...as } = options
  const script = join(import.meta.dirname, 'app.fixture.ts')
  const child = spawn(process.execPath, [script, folder, elsewhere], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, HOME: '/nonexistent' },
    cwd: '/',
    detached: true,
    ...as,
  })
  toKill.push(child)
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, told: JSON.parse(String(line)) as Told }
}

const killHard = async (child: ChildProcess) => {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

const processGroup = (pid: number | undefined) =>
  Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2])

const killPostmaster = (folder: string) => {
  const pid = runningPostmaster(clusterOf(folder))
  if (pid === undefined) throw new Error('PostgreSQL does not run')
  process.kill(pid, 'SIGKILL')
  return pid
}

describe('a start', { timeout: 60_000 }, () => {
  test('makes a durable UTF-8 database that only the Unix socket reaches', async () => {
    const { connectionString } = await start()
    expect(
      await query(
        connectionString,
        `select name, setting from pg_settings where name = any('{
      fsync,full_page_writes,synchronous_commit,listen_addresses,server_encoding,data_checksums,jit,
      max_connections,unix_socket_permissions,TimeZone}') order by name collate "C"`,
      ),
    ).toEqual([
      ['TimeZone', 'UTC'],
      ['data_checksums', 'on'],
      ['fsync', 'on'],
      ['full_page_writes', 'on'],
      ['jit', 'off'],
      ['listen_addresses', ''],
      ['max_connections', '60'],
      ['server_encoding', 'UTF8'],
      ['synchronous_commit', 'on'],
      ['unix_socket_permissions', '0700'],
    ])
    expect(
      await query(connectionString, `select datlocprovider from pg_database where datname = 'postgres'`),
    ).toEqual([['i']])
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
  })

  test('knows Vietnamese: order, case and letters', async () => {
    const { connectionString } = await start()
    await query(connectionString, 'create extension pg_trgm')
    const names = `(values ('Đức'), ('Dũng'), ('Ân'), ('An'), ('Ánh'), ('Em')) names(name)`
    expect(
      (await query(connectionString, `select name from ${names} order by name collate "vi-x-icu"`)).flat(),
    ).toEqual(['An', 'Ánh', 'Ân', 'Dũng', 'Đức', 'Em'])
    expect(await query(connectionString, `select lower('ĐƯỜNG'), cardinality(show_trgm('ắê'))`)).toEqual([
      ['đường', 3],
    ])
  })

  test('comes again at once with its data, from any working directory', async () => {
    const first = await start()
    await query(first.connectionString, 'create table kept as select 48 as minutes')
    await first.stop()
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
    const second = await startApp({ cwd: base, folder: 'data' })
    expect(await query(second.told.connectionString, 'select * from kept')).toEqual([[48]])
  })

  test('refuses a data folder that another app is using, and lets others find its database', async () => {
    const { connectionString, stop } = await start()
    const { told } = await startApp()
    expect(told.code).toBe('already_running')
    expect(told.message.split('\n')).toHaveLength(2)
    expect(told.message).toContain(`(pid ${process.pid})`)
    expect((await refusal()).code).toBe('already_running')
    expect(findRunningPostgres(dataDir)).toBe(connectionString)
    await stop()
    expect(findRunningPostgres(dataDir)).toBeUndefined()
    expect((await startApp()).told.connectionString).toBe(connectionString)
  })

  test('puts the socket elsewhere where the path is too long for one', async () => {
    const folder = join(base, 'thư-mục-dài'.repeat(6), 'data')
    const { connectionString } = await start(folder)
    expect(await query(connectionString, 'select 1')).toEqual([[1]])
    const socket = new URL(connectionString).searchParams.get('host') ?? ''
    expect(dirname(socket)).toBe(tmpdir())
    expect(statSync(socket).mode & 0o777).toBe(0o700)
    rmSync(socket, { recursive: true })
  })

  test('makes the database anew where an earlier initdb was cut off', async () => {
    mkdirSync(join(dataDir, 'postgres.unfinished', 'base'), { recursive: true })
    chmodSync(dataDir, 0o711)
    const { connectionString } = await start()
    expect(await query(connectionString, 'select 1')).toEqual([[1]])
    expect(readdirSync(dataDir).sort()).toEqual(['app.lock', 'postgres'])
  })
})

describe('after an end out of order', { timeout: 60_000 }, () => {
  test('Ctrl-C reaches the app alone, which shuts down in order', async () => {
    const { child } = await startApp()
    const pid = runningPostmaster(join(dataDir, 'postgres'))
    expect(processGroup(pid)).toBe(pid)
    const exit = once(child, 'exit')
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect(await exit).toEqual([0, null])
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  test('kill -9 of the app alone: the orphan is ended and every commit is there', async () => {
    const { child, told } = await startApp()
    await query(told.connectionString, 'create table kept as select 48 as minutes')
    const orphan = runningPostmaster(join(dataDir, 'postgres'))
    await killHard(child)
    expect(runningPostmaster(join(dataDir, 'postgres'))).toBe(orphan)

    const { connectionString } = await start()
    expect(runningPostmaster(join(dataDir, 'postgres'))).not.toBe(orphan)
    expect(await query(connectionString, 'select * from kept')).toEqual([[48]])
    expect(logged.join('')).toContain(`ending PostgreSQL (pid ${orphan})`)
  })

  /** Kills app and server, then lets both files that hold the server's pid name another process. */
  const leaveStalePid = async (pid: number) => {
    const { child } = await startApp()
    const cluster = join(dataDir, 'postgres')
    const [noted, lock] = [join(cluster, 'postmaster.pid'), join(cluster, '.s.PGSQL.5432.lock')]
    await killHard(child)
    killPostmaster(dataDir)
    for (const file of [noted, lock]) {
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(pid)))
    }
  }

  test('kill -9 of everything: a stale pid that is now another process does not block', async () => {
    const other = spawn('sleep', ['600'], asDatabaseUser)
    toKill.push(other)
    await leaveStalePid(other.pid ?? 0)
    const { connectionString } = await start()
    expect(await query(connectionString, 'select 1')).toEqual([[1]])
    expect(other.exitCode).toBeNull()
  })

  test('kill -9 of everything: a stale pid that is now a zombie does not block', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      ...asDatabaseUser,
    })
    toKill.push(parent)
    const [zombie] = await once(createInterface(parent.stdout), 'line')
    await leaveStalePid(Number(zombie))
    expect(readFileSync(`/proc/${zombie}/stat`, 'utf8')).toContain(') Z ')
    const { connectionString } = await start()
    expect(await query(connectionString, 'select 1')).toEqual([[1]])
  })

  test('kill -9 of PostgreSQL under a live app: it runs again and no acknowledged row is lost', async () => {
    const { connectionString } = await start()
    await query(connectionString, 'create table acknowledged (n int primary key)')
    const acknowledged: number[] = []
    const failures: unknown[] = []
    let n = 0
    let killed: number | undefined
    while (acknowledged.length < 600 || failures.length === 0) {
      const client = new Client({ connectionString })
      client.on('error', () => {})
      try {
        await client.connect()
        while (acknowledged.length < 600) {
          n += 1
          await client.query('insert into acknowledged values ($1)', [n])
          acknowledged.push(n)
          if (acknowledged.length === 300) killed = killPostmaster(dataDir)
        }
      } catch (error) {
        failures.push(error)
      } finally {
        await client.end().catch(() => {})
      }
    }
    const rows = new Set((await query(connectionString, 'select n from acknowledged')).flat())
    expect(acknowledged.filter((id) => !rows.has(id))).toEqual([])
    expect(runningPostmaster(join(dataDir, 'postgres'))).not.toBe(killed)
    expect(logged.join('')).toContain(`PostgreSQL (pid ${killed}) ended unexpectedly: SIGKILL`)
  })
})

describe('a refusal', { timeout: 60_000 }, () => {
  test('other major version', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
    const { code, message } = await refusal()
    expect(code).toBe('other_major_version')
    expect(message.split('\n')).toEqual([
      expect.stringContaining('thuộc PostgreSQL 17, bản đi kèm là 18'),
      expect.stringContaining('are of PostgreSQL 17, and this is 18'),
    ])
  })

  test('a folder of something else, which stays as it was', async () => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    writeFileSync(join(dataDir, 'postgres', 'thesis.txt'), 'all my work')
    if (isRoot) chownSync(join(dataDir, 'postgres'), nobody.uid, nobody.gid)
    expect((await refusal()).code).toBe('data_folder_foreign')
    expect(readdirSync(join(dataDir, 'postgres'))).toEqual(['thesis.txt'])
  })

  test('a data folder that is a file', async () => {
    writeFileSync(dataDir, '')
    expect((await refusal()).code).toBe('data_folder_unwritable')
    rmSync(dataDir)
  })

  test('a data folder where nobody can make one', async () => {
    expect((await refusal('/proc/nhipcau')).code).toBe('data_folder_unwritable')
  })

  test.skipIf(isRoot && !canRunAsNobody)('an unwritable data folder', async () => {
    mkdirSync(dataDir)
    chmodSync(dataDir, 0o555)
    const { told, child } = await startApp(isRoot ? nobody : {})
    expect(told.code).toBe('data_folder_unwritable')
    if (child.exitCode === null) await once(child, 'exit')
    expect(child.exitCode).toBe(1)
  })

  test('gives the lock back', async () => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '9\n')
    if (isRoot) chownSync(join(dataDir, 'postgres'), nobody.uid, nobody.gid)
    expect((await refusal()).code).toBe('other_major_version')
    rmSync(join(dataDir, 'postgres'), { recursive: true })
    expect((await start()).connectionString).toMatch(/^postgresql:/)
  })

  test.skipIf(!isRoot)('a cluster of root, which PostgreSQL would not open', async () => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    const { code, message } = await refusal()
    expect(code).toBe('wrong_owner')
    expect(message).toContain(`chown -R nobody ${join(dataDir, 'postgres')}`)
  })
})

describe('users', { timeout: 60_000 }, () => {
  test.skipIf(!canRunAsNobody)('an ordinary user runs it as oneself, orphan and all', async () => {
    mkdirSync(dataDir)
    chownSync(dataDir, nobody.uid, nobody.gid)
    const { child, told } = await startApp(nobody)
    await query(told.connectionString, 'create table kept as select 48 as minutes')
    await killHard(child)
    const again = await startApp(nobody)
    expect(await query(again.told.connectionString, 'select * from kept')).toEqual([[48]])
    const exit = once(again.child, 'exit')
    again.child.kill('SIGINT')
    expect(await exit).toEqual([0, null])
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(nobody.uid)
    expect(existsSync(elsewhere)).toBe(false)
  })

  test.skipIf(!isRoot)('root with a home of 0700: the data lie elsewhere and are found again', async () => {
    const home = join(base, 'home')
    mkdirSync(home, { mode: 0o700 })
    dataDir = join(home, 'nhipcau', 'data')
    const first = await start()
    await query(first.connectionString, 'create table kept as select 48 as minutes')
    await first.stop()
    const cluster = readlinkSync(join(dataDir, 'postgres'))
    expect(dirname(dirname(cluster))).toBe(elsewhere)
    expect(logged.filter((line) => line.includes(`its data are in ${cluster}`))).toHaveLength(1)

    chmodSync(home, 0o755)
    const second = await start()
    expect(await query(second.connectionString, 'select * from kept')).toEqual([[48]])
    expect(findRunningPostgres(dataDir)).toBe(second.connectionString)
  })

  test.skipIf(!isRoot)(
    'a database moved to where its user cannot go is refused, not begun anew',
    async () => {
      await (await start()).stop()
      const home = join(base, 'home')
      mkdirSync(home, { mode: 0o700 })
      cpSync(join(dataDir, 'postgres', 'PG_VERSION'), join(home, 'data', 'postgres', 'PG_VERSION'))
      chownSync(join(home, 'data', 'postgres'), nobody.uid, nobody.gid)
      expect((await refusal(join(home, 'data'))).code).toBe('data_folder_unreachable')
    },
  )
})
