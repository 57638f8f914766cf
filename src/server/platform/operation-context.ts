// What a handler is given to work with.
import type { WorkspaceView } from '../../contract/people.ts'
import type { IsoDate } from '../../core/calendar/iso-date.ts'
import type { Action, Actor, ItemFacts } from '../../core/people/permissions.ts'
import type { Locale, Translate } from '../../i18n/translator.ts'
import type { Clock } from './clock.ts'
import type { Database, Db } from './database.ts'
import type { ErasedList } from './erased-list.ts'
import type { Identity } from './identity.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail.ts'
import type { Outbound } from './outbound.ts'
import type { Sealing } from './sealing.ts'

/** Where a call came in. */
export type Door = 'http' | 'rpc' | 'mcp' | 'job' | 'scim'

/** The long-lived parts of a running server. */
export type Server = {
  database: Database
  identity: Identity
  mailer: Mailer
  clock: Clock
  log: Log
  baseUrl: string
  /** How many proxies stand in front of this server. */
  proxies: number
  /** Lets the operator's own command set up a further organisation. */
  operatorToken: string
  sealing: Sealing
  /** Who was erased, kept outside the database, so that a restored backup brings nobody back. */
  erasedList: ErasedList
  /** How sources of numbers are asked: what may be reached, which folder is open, how long an answer may take. */
  asking: { outbound: Outbound; sqliteFolder: string | undefined; timeoutMs: number }
}

/** Something that happened to a subject, for audit, history and those who watch. */
export type Happened = { kind: string; id: string; before: unknown; after: unknown }

/** A call inside a workspace. */
export type Op = {
  server: Server
  db: Db
  actor: Actor
  workspace: WorkspaceView
  now: Date
  today: IsoDate
  /** Only what had been recorded by this instant counts, which is then now and today as well; null: all that is known. */
  asOf: Date | null
  locale: Locale
  t: Translate
  door: Door
  /** The browser's session that called; null for a key or the server itself. */
  sessionId: string | null
  /** That session was made by the organisation's single sign-on. */
  isBoundSession: boolean
  ifMatch: number | null
  /** Refuses unless the permission table lets the actor do this to an item of these facts. */
  authorise(action: Action, facts: ItemFacts): void
  sees(facts: ItemFacts): boolean
  record(kind: string, id: string, before: unknown, after: unknown): void
  /** Runs once the call's transaction stands, beside the answer; what fails there is logged. */
  afterCommit(work: () => Promise<void>): void
  /** Takes back what was done beside the transaction, such as a key made, where the transaction is undone. */
  ifUndone(work: () => Promise<void>): void
}

/** A call from outside any workspace: set-up and little else. */
export type OpenOp = {
  server: Server
  now: Date
  door: Door
  locale: Locale
  /** The account of whoever calls, where their browser is signed in and the call comes from our own pages. */
  userId(): Promise<string | null>
}
