/** One run of the PostgreSQL server, from spawn to exit. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import type { Log } from '../log.ts'
import { type Account, runAs } from './account.ts'
import { connectionString } from './socket.ts'

export type Postmaster = {
  pid: number
  /** Settles when the server has ended, with the reason in words. */
  ended: Promise<string>
  /** Fast shutdown: open transactions are rolled back, everything is written; settles when done. */
  end(): Promise<void>
}

export type Launch = { postgres: string; cluster: string; socketFolder: string; account: Account; log: Log }

/** SQLSTATE cannot_connect_now: starting up, recovering, shutting down. */
const startingUp = '57P03'

/** What the product relies on stands on the command line, above postgresql.conf. */
const fixedSettings = (socketFolder: string) => ({
  listen_addresses: '',
  port: '5432',
  unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
  unix_socket_permissions: '0700',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '',
})

/** The answers to our own asking whether it is ready yet. */
const isNotYet = (line: string) =>
  /^FATAL: .*(is starting up|not yet accepting connections)$|^DETAIL: {2}Consistent recovery state/.test(line)

/** Errors of single statements reach the log through those who ran them. */
const levelOf = (line: string) => {
  if (line.startsWith('PANIC:')) return 'error'
  return /^(FATAL|WARNING):/.test(line) && !isNotYet(line) ? 'warn' : 'debug'
}

/** Passes the server's lines on to our log; returns a look at the last of its complaints. */
const followLog = (output: Readable, log: Log): (() => string) => {
  const complaints: string[] = []
  createInterface(output).on('line', (line) => {
    log[levelOf(line)](`PostgreSQL: ${line}`)
    if (line.startsWith('LOG:') || isNotYet(line)) return
    complaints.push(line)
    if (complaints.length > 5) complaints.shift()
  })
  return () => complaints.join('\n')
}

/** Whether the server takes connections yet. Throws where it never will, as with a changed pg_hba.conf. */
const isReady = async (socketFolder: string): Promise<boolean> => {
  const client = new Client({
    connectionString: connectionString(socketFolder),
    connectionTimeoutMillis: 5000,
  })
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    if (error instanceof DatabaseError && error.code !== startingUp) throw error
    return false
  }
}

const running = async (child: ChildProcessByStdio<null, null, Readable>, log: Log): Promise<Postmaster> => {
  await once(child, 'spawn')
  const complaints = followLog(child.stderr, log)
  const { pid } = child
  if (pid === undefined) throw new Error('PostgreSQL was spawned without a pid')

  // An exit that nobody prepared (an exception, process.exit) asks the server to shut down as well.
  const endWithApp = () => child.kill('SIGINT')
  process.once('exit', endWithApp)
  const closed = once(child, 'close')
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    process.off('exit', endWithApp)
    // Its last words are still on their way; backends that outlive a killed server may keep the pipe open.
    await Promise.race([closed, sleep(200)])
    return `${signal ?? `exit code ${code}`}\n${complaints()}`.trim()
  })

  const end = async () => {
    child.kill('SIGINT')
    const slow = setTimeout(() => child.kill('SIGQUIT'), 30_000)
    await ended
    clearTimeout(slow)
  }
  return { pid, ended, end }
}

/** Starts the server and waits until it takes connections, however long its recovery is. Throws where it ends first. */
export const launchPostmaster = async (
  { postgres, cluster, socketFolder, account, log }: Launch,
  stopping: AbortSignal,
): Promise<Postmaster> => {
  const settings = Object.entries(fixedSettings(socketFolder)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(postgres, ['-D', cluster, ...settings], {
    cwd: '/',
    env: { LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own process group: Ctrl-C reaches the app alone, which then ends the server in order.
    detached: true,
    ...runAs(account),
  })
  const postmaster = await running(child, log)

  let endedEarly: string | undefined
  postmaster.ended.then((reason) => {
    endedEarly = reason
  })
  const patience = setInterval(() => log.info('PostgreSQL is still recovering'), 10_000)
  try {
    while (!(await isReady(socketFolder))) {
      if (endedEarly !== undefined) throw new Error(endedEarly)
      stopping.throwIfAborted()
      await sleep(10)
    }
    return postmaster
  } catch (error) {
    await postmaster.end()
    throw error
  } finally {
    clearInterval(patience)
  }
}
