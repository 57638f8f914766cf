// PostgreSQL through Kysely. Work happens as nhipcau_app, inside one workspace, behind row-level security.
import type { Duplex } from 'node:stream'
import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import { keptMark } from './kept-plan.ts'
import { Refusal } from './refusal.ts'
import type { Tables } from './tables.generated.ts'

export type Db = Kysely<Tables>
export type ConnectionConfig = pg.PoolConfig

// Figures are numeric at rest and numbers in the program; 15 significant digits come back as typed. Dates stay text.
const NUMERIC = 1700
const INT8 = 20
const DATE = 1082
const DATE_ARRAY = 1182
const TIMESTAMPTZ = 1184
const parseDateArray = (text: string) => text.slice(1, -1).split(',').filter(Boolean)
/** As a server in UTC writes it, "2026-06-22 01:00:00.123+00", which ISO needs only two letters for. */
const parseInstant = (text: string) => {
  const isUtc = text.endsWith('+00') && text.length <= 30
  const instant = isUtc ? Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : Number.NaN
  return Number.isNaN(instant) ? parseAnyInstant(text) : new Date(instant)
}
const parseAnyInstant: (text: string) => Date = pg.types.getTypeParser(TIMESTAMPTZ)
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === NUMERIC || oid === INT8) return Number
    if (oid === DATE) return (text: string) => text
    if (oid === DATE_ARRAY) return parseDateArray
    if (oid === TIMESTAMPTZ) return parseInstant
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

export type Access = 'read only' | 'read write'
export type Work<T> = (db: Db, entered: Promise<unknown>) => Promise<T>

export type Database = {
  pool: pg.Pool
  kysely: Kysely<Tables>
  /**
   * Runs work in one transaction as the app’s own role; until a workspace is entered, nothing is visible. After a deadlock
   * the work runs again from its beginning, so it may change nothing but the database. An entry is a statement that runs as
   * the transaction opens, still as the server's role; the work is given what it will call `entered`.
   */
  transaction<T>(access: Access, work: Work<T>, entry?: string): Promise<T>
  close(): Promise<void>
}

/** How long a connection may take to be made, before the database counts as away. */
export const connectionTimeoutMillis = 5000

/** Each connection knows its tables and keeps its plans: one that is made anew for every burst of calls begins from nothing. */
const idleTimeoutMillis = 10 * 60_000

/** No statement of a call takes so long on a database that lives: one behind a broken network answers never. */
export const query_timeout = 30_000

/** A pool whose connections may break, idle or in use, without ending the process: a query under way is told itself. */
export function openPool(config: ConnectionConfig, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionTimeoutMillis, keepAlive: true, Client: LeavingClient, ...config })
  pool.on('connect', (client) =>
    client.on('error', (error) => {
      // A pool that is ending expects to lose them.
      if (!pool.ending) onError(error)
    }),
  )
  pool.on('error', () => {}) // the same error again, for the idle ones
  return pool
}

/** `hasRoom`: whether the database's disk can take more; where not, only what reads is let through. */
export function openDatabase(
  config: ConnectionConfig,
  onError: (error: Error) => void,
  hasRoom: () => Promise<boolean> = async () => true,
): Database {
  // Pipelined: what is asked while a transaction opens goes out at once, behind it.
  const pool = openPool({ types, pipeline: true, idleTimeoutMillis, ...config }, onError)
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    pool,
    kysely,
    async transaction(access, work, entry) {
      if (access === 'read write' && !(await hasRoom())) throw new Refusal('storage_full')
      for (;;) {
        const client = await pool.connect()
        try {
          const { result, committed } = await inTransaction(client, kyselyOver(client), access, work, entry)
          if (committed) committed.finally(() => client.release()).catch(() => {})
          else client.release()
          return result
        } catch (error) {
          // On another connection nothing is prepared yet.
          client.release(isOutdated(error))
          if (!isOutdated(error)) throw error
        }
      }
    },
    close: () => kysely.destroy(),
  }
}

/** Rounds to the database are paid by every call: opening is one message, and nobody waits for the end of a read. */
async function inTransaction<T>(client: pg.PoolClient, db: Db, access: Access, work: Work<T>, entry = '') {
  for (let tries = 1; ; tries++) {
    firstFaults.delete(client)
    const opened = client.query(`start transaction ${access};${entry};set local role nhipcau_app`)
    const entered = opened.then(enteredIn)
    entered.catch(() => {}) // told below, also where the work does not ask for it
    try {
      const result = await work(db, entered)
      await opened
      // PostgreSQL undoes a transaction in which a statement failed, also where its error was swallowed.
      if (client.getTransactionStatus() !== 'T') throw new Error('the transaction had failed and was undone')
      const committed = access === 'read only' ? answered().then(() => client.query('commit')) : null
      if (!committed) await client.query('commit')
      return { result, committed }
    } catch (thrown) {
      const error = causeOf(thrown, client)
      // On a connection that is gone there is nothing to undo any more.
      await client.query('rollback').catch(() => {})
      // Of two that waited for each other PostgreSQL has undone this one whole: now the other is through.
      if (!isDeadlock(error) || tries === mostTries) throw error
    }
  }
}

/** Once what is at hand has gone out. */
const answered = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Of the answers to one message of several statements. */
function enteredIn(answers: unknown): unknown {
  const rows = (answers as pg.QueryResult<{ entered?: unknown }>[]).flatMap(({ rows }) => rows)
  return rows[0]?.entered
}

const aRowByItsKey =
  /^select [^()]{1,1000} from "\w+" where "workspace_id" = \$1 and "id" = \$2(?: for update)?$/
const names = new Map<string, string>()

/**
 * The most frequent statements are parsed and planned once for each connection. Only those that say so, and rows by their
 * key: how these are found does not depend on which, whereas the plan of anything larger is better made for what it is asked.
 */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || !(text.endsWith(keptMark) || aRowByItsKey.test(text))) return known
  const name = `row_${names.size}`
  names.set(text, name)
  return name
}

/** A newer version has added to a table what a statement that was prepared before answers with whole. */
const isOutdated = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === '0A000' && /cached plan/.test(error.message)

const lent = new WeakMap<pg.PoolClient, Kysely<Tables>>()

/** Kysely over one connection of the pool, which it does not give back; what is asked at once goes out at once, in its order. */
function kyselyOver(client: pg.PoolClient): Kysely<Tables> {
  const known = lent.get(client)
  if (known) return known
  const query = (text: string, values: unknown[]) => {
    const name = nameOf(text)
    return name ? client.query({ name, text, values }) : client.query(text, values)
  }
  const connection = { query, release() {} } as unknown as PostgresPoolClient
  const pool = { connect: async () => connection, async end() {}, options: {} }
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  lent.set(client, kysely)
  return kysely
}

/** Of each connection's transaction the first statement that failed, in the order in which they were asked. */
const firstFaults = new WeakMap<object, unknown>()

const isAftermath = (error: unknown) => error instanceof Error && 'code' in error && error.code === '25P02'

/** What was asked behind a statement that failed is told only that the transaction is given up: the cause is told instead. */
const causeOf = (error: unknown, client: object) =>
  isAftermath(error) ? (firstFaults.get(client) ?? error) : error

const mostTries = 3

const isDeadlock = (error: unknown) => error instanceof Error && 'code' in error && error.code === '40P01'

/**
 * What is asked before the process turns to something else goes out in one write. After a statement that was waited for in
 * vain, nothing can be asked on the same connection: it is given up.
 */
class LeavingClient extends pg.Client {
  #isGathering = false

  #gather() {
    if (this.#isGathering) return
    this.#isGathering = true
    const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection
    stream.cork()
    // After whatever else is ready to run now.
    process.nextTick(() => {
      this.#isGathering = false
      stream.uncork()
    })
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg's own dozen of forms, handed on as they are
  override query(...args: any[]): any {
    const leave = (error: unknown) => {
      if (error && !isAftermath(error) && !firstFaults.has(this)) firstFaults.set(this, error)
      if (isTimeout(error)) abandon(this, error)
    }
    const callback = args.at(-1)
    if (typeof callback === 'function')
      args[args.length - 1] = (error: unknown, ...more: unknown[]) => {
        leave(error)
        callback(error, ...more)
      }
    this.#gather()
    // @ts-expect-error one of the dozen forms
    const result = super.query(...args)
    if (result instanceof Promise) result.catch(leave)
    return result
  }
}

/** Lets go of a connection on which nobody answers any more: to end it in order would wait for an answer. */
export function abandon(client: pg.Client, error: Error): void {
  const { connection } = client as unknown as { connection: { stream: Duplex } }
  connection.stream.destroy(error)
}

const isTimeout = (error: unknown): error is Error =>
  error instanceof Error && error.message === 'Query read timeout'

/** From here to the end of the transaction, only this workspace's rows exist. */
export async function enterWorkspace(db: Db, workspaceId: string): Promise<void> {
  await sql`select set_config('app.workspace_id', ${workspaceId}, true)`.execute(db)
}

/** Ids of every workspace of the installation, for the server's own rounds. */
export async function allWorkspaces(database: Database): Promise<string[]> {
  return database.transaction('read only', async (db) => {
    await sql`select set_config('app.scope', 'installation', true)`.execute(db)
    const rows = await db.selectFrom('workspace').select('workspace_id').execute()
    return rows.map((row) => row.workspace_id)
  })
}
