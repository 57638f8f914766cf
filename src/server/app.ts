// Puts the parts of a server together: database, identity, events, contract and doors.
import type { Server as NodeServer } from 'node:http'
import { contract } from '../contract/contract.ts'
import { createHttpServer } from './doors/http.ts'
import { liveDoor } from './doors/live.ts'
import { mcpDoor } from './doors/mcp.ts'
import { restDoors } from './doors/rest.ts'
import { bindRouter } from './doors/router.ts'
import { pullRound, pullTask } from './features/connections/pull-job.ts'
import { allHandlers } from './features/handlers.ts'
import { periodRounds } from './features/kpi/rounds.ts'
import { eraseAgain } from './features/people/erasure.ts'
import { invitationLetter } from './features/people/invitation-letter.ts'
import { scimDoor } from './features/people/scim/scim-door.ts'
import { signInHooks } from './features/people/sign-in-hooks.ts'
import { ssoDoor } from './features/people/sso-door.ts'
import type { Clock } from './platform/clock.ts'
import { openDatabase, query_timeout } from './platform/database.ts'
import { erasedListIn } from './platform/erased-list.ts'
import { openEvents } from './platform/events.ts'
import { forgetting } from './platform/forgetting.ts'
import { openIdentity } from './platform/identity.ts'
import { startJobs } from './platform/jobs.ts'
import { letterTask } from './platform/letters.ts'
import { openLiveFeed } from './platform/live-feed.ts'
import type { Log } from './platform/log.ts'
import { openMailer } from './platform/mail.ts'
import { migrate } from './platform/migrate.ts'
import type { Server } from './platform/operation-context.ts'
import { openOutbound } from './platform/outbound.ts'
import { sealingWith } from './platform/sealing.ts'
import { sampleFiller } from './sample/sample.ts'

export type AppOptions = {
  connectionString: string
  poolSize: number
  baseUrl: string
  /** Signs sessions. */
  secret: string
  operatorToken: string
  /** Whether the database's disk can take more; without it, PostgreSQL alone says so. */
  hasRoom?: () => Promise<boolean>
  /** How many proxies stand in front, whose word about the caller's address is taken. */
  proxies?: number
  /** Seals what is kept and never shown. */
  sealingKey: string
  /** Hosts, addresses and networks that may be reached although they are closed to the outside. */
  outboundAllow?: readonly string[]
  sqliteFolder?: string | undefined
  /** The file that keeps who was erased. */
  erasedList?: string | undefined
  smtpUrl?: string | undefined
  mailFrom?: string | undefined
  clock: Clock
  log: Log
}

export type App = { server: Server; http: NodeServer; close(): Promise<void> }

/** Migrates the database and opens everything but the port. */
export async function createApp(options: AppOptions): Promise<App> {
  const { log, connectionString, baseUrl, secret, operatorToken, clock } = options
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection was lost')
  const applied = await migrated(connectionString, onError)
  const database = openDatabase(
    { connectionString, max: options.poolSize, query_timeout },
    onError,
    options.hasRoom,
  )
  if (applied.length > 0) log.info({ applied }, 'migrated')
  const events = await openEvents({ connectionString }, log)
  const identity = openIdentity(
    { connectionString },
    { baseUrl, secret, clock, log },
    signInHooks(() => server),
  )
  const mailer = openMailer(options.smtpUrl, options.mailFrom ?? 'nhipcau@localhost', log)
  const outbound = openOutbound(options.outboundAllow ?? [])
  const server: Server = {
    database,
    identity,
    mailer,
    clock,
    log,
    baseUrl,
    operatorToken,
    proxies: options.proxies ?? 0,
    sealing: sealingWith(options.sealingKey),
    erasedList: erasedListIn(options.erasedList),
    asking: { outbound, sqliteFolder: options.sqliteFolder, timeoutMs: 10_000 },
  }
  await eraseAgain(server)
  const router = bindRouter(server, contract, allHandlers(sampleFiller))
  const feed = openLiveFeed(database, events, log)
  const http = createHttpServer(
    server,
    router,
    restDoors(server, router, feed, [
      liveDoor(server, feed),
      mcpDoor(server, contract, router),
      ssoDoor(server),
      scimDoor(server),
    ]),
  )
  const jobs = await startJobs(
    connectionString,
    log,
    [...periodRounds(server), forgetting(server), pullRound(server)],
    [pullTask(server), letterTask(server, { invitation: invitationLetter })],
  )
  return {
    server,
    http,
    async close() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await jobs.stop()
      await events.close()
      mailer.close()
      await identity.close()
      await database.close()
    },
  }
}

/** Migrations may take as long as they need, and wait for another process that is at them. */
async function migrated(connectionString: string, onError: (error: Error) => void): Promise<string[]> {
  const database = openDatabase({ connectionString, max: 1 }, onError)
  return migrate(database).finally(() => database.close())
}
