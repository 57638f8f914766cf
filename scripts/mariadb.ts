// A MariaDB for tests: the one that is there, else Debian's package, on a folder and a port of its own until it is stopped.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const programs = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/sbin/mysqld']

function findServer(): string {
  const present = () => programs.find((path) => existsSync(path))
  const own = present()
  if (own) return own
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('no MariaDB here: installing one')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'mariadb-server'], {
      stdio: 'inherit',
      env,
    })
  }
  const installed = present()
  if (installed) return installed
  throw new Error(
    'The tests of connections need MariaDB: install it (Debian: apt-get install mariadb-server).',
  )
}

const nobody = 65_534

export type MariaDb = { port: number; stop(): Promise<void> }

/** Runs the statements of `setup` at its start, and answers once it takes connections. It never runs as root. */
export async function startMariaDb(setup: string[]): Promise<MariaDb> {
  const server = findServer()
  const folder = await mkdtemp(join(tmpdir(), 'nhipcau-mariadb-'))
  const data = join(folder, 'data')
  const initial = join(folder, 'initial.sql')
  await writeFile(initial, setup.map((statement) => `${statement};\n`).join(''))
  const account = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  if (account.uid !== undefined) await chown(folder, nobody, nobody)
  const small = ['--innodb-buffer-pool-size=16M', '--innodb-log-file-size=8M', '--skip-log-bin']
  const made = spawnSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${data}`,
      '--skip-test-db',
      '--auth-root-authentication-method=normal',
      ...small,
    ],
    { encoding: 'utf8', cwd: folder, ...account },
  )
  if (made.status !== 0) throw new Error(`MariaDB could not be made: ${made.stdout}${made.stderr}`)
  const port = await freePort()
  const child = spawn(
    server,
    [
      ...['--no-defaults', `--datadir=${data}`, `--socket=${join(folder, 's')}`],
      ...['--bind-address=127.0.0.1', `--port=${port}`, `--init-file=${initial}`, ...small],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder, ...account },
  )
  await untilReady(child)
  return {
    port,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function untilReady(child: ChildProcess): Promise<void> {
  const told: string[] = []
  const lines = createInterface({ input: child.stderr ?? process.stdin })
  await new Promise<void>((ready, fail) => {
    lines.on('line', (line) => {
      told.push(line)
      if (line.includes('ready for connections')) ready()
    })
    child.once('exit', () => fail(new Error(`MariaDB ended: ${told.slice(-15).join('\n')}`)))
  })
  child.stderr?.resume()
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}
