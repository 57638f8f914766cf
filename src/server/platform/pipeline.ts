// The one pipeline that every call of every door runs through:
// parse → authenticate → transaction as that workspace → load the actor → handler (loads, authorises, calls a pure
// function, saves) → audit and outbox in the same transaction → commit → notify.
import { createHash, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { OperationMeta } from '../../contract/operation.ts'
import { localDate } from '../../core/calendar/zone.ts'
import {
  type Actor,
  can,
  canSee,
  hasScope,
  type ItemFacts,
  isAction,
  type Scope,
  scopeOf,
} from '../../core/people/permissions.ts'
import { translate } from '../../i18n/catalogue.ts'
import type { Locale } from '../../i18n/translator.ts'
import { type Loaded, transactionOf } from './actor.ts'
import { type Credentials, identifyCaller, userOfCookie } from './caller.ts'
import type { Db } from './database.ts'
import { newId } from './ids.ts'
import { kept } from './kept-plan.ts'
import type { Door, Happened, Op, OpenOp, Server } from './operation-context.ts'
import { sealEntries } from './personal-words.ts'
import { Refusal } from './refusal.ts'
import { together } from './together.ts'

/** What a door hands over with a call, beside its input. */
export type Call = Credentials & {
  door: Door
  ifMatch: number | null
  idempotencyKey: string | null
  /** The reader's language where they named one; else the member's, else the workspace's. */
  locale: Locale | null
  /** Set by the pipeline for the door: the version that was read or written. */
  version?: number
  /** Set by the door where the call was refused for a while: seconds. */
  retryAfter?: number
}

// biome-ignore lint/suspicious/noExplicitAny: the contract types each handler; the pipeline carries what it is given
type AnyHandler = (input: any, op: any) => Promise<unknown>

export async function runOperation(
  server: Server,
  name: string,
  meta: OperationMeta,
  handler: AnyHandler,
  input: unknown,
  call: Call,
): Promise<unknown> {
  const output =
    meta.access === 'public' || meta.access === 'setup' || meta.access === 'operator'
      ? await runOpen(server, meta, handler, input, call)
      : await runWithin(server, name, meta, handler, input, call)
  if (isVersioned(output)) call.version = output.version
  return output
}

async function runOpen(server: Server, meta: OperationMeta, handler: AnyHandler, input: unknown, call: Call) {
  if (meta.access === 'setup' && !isOperator(server, call) && (await server.identity.hasAccounts()))
    throw new Refusal('setup_done')
  if (meta.access === 'operator' && !isOperator(server, call)) throw new Refusal('operator_only')
  const op: OpenOp = {
    server,
    now: server.clock.now(),
    door: call.door,
    locale: call.locale ?? 'vi',
    userId: () => userOfCookie(server, call),
  }
  return handler(input, op)
}

/** Compared by digests in constant time, so that nothing is learned from how long a wrong token takes. */
function isOperator(server: Server, { operatorToken }: Call): boolean {
  const digest = (token: string) => createHash('sha256').update(token).digest()
  return operatorToken !== null && timingSafeEqual(digest(operatorToken), digest(server.operatorToken))
}

async function runWithin(
  server: Server,
  name: string,
  meta: OperationMeta,
  handler: AnyHandler,
  input: unknown,
  call: Call,
) {
  const caller = await identifyCaller(server, call, meta.safe)
  const access = meta.safe ? 'read only' : 'read write'
  const named = call.locale
  let later: (() => Promise<void>)[] = []
  let beside: (() => Promise<void>)[] = []
  const takeBack = async () => {
    for (const work of beside.splice(0))
      await work().catch((err) => server.log.error({ err, operation: name }, 'what was done beside stays'))
  }
  const run = async (db: Db, loaded: Loaded) => {
    await takeBack() // of a try that a deadlock ended
    const replay = meta.safe || meta.secret ? null : await idempotency(db, loaded.actor, call, name, input)
    call.locale = named ?? loaded.locale // a refusal is read in the same language as an answer
    const { op, leaveTraces, wasAuthorised, afterwards, ifUndone } = opOf(server, db, loaded, call)
    beside = ifUndone
    later = afterwards
    if (!hasScope(op.actor, scopeFor(meta))) throw new Refusal('scope_missing', { scope: scopeFor(meta) })
    if (replay) {
      const earlier = await replay.earlier(op)
      if (earlier !== undefined) return earlier
    }
    const output = await handler(input, op)
    if (meta.safe) return output
    if (meta.access !== 'member' && !wasAuthorised())
      throw new Error(`${name} changed things without authorising`)
    await leaveTraces(name)
    await replay?.keep(op, output)
    return output
  }
  const output = await transactionOf(server, caller, access, run).catch((error) =>
    takeBack().then(() => Promise.reject(error)),
  )
  for (const work of later)
    work().catch((error) => server.log.error({ err: error, operation: name }, 'what was to follow failed'))
  return output
}

/** What a key must have been given for an operation of this kind. */
function scopeFor({ safe, access }: OperationMeta): Scope {
  if (safe) return 'read'
  return isAction(access) ? scopeOf(access) : 'write'
}

/** What a handler works with, and how what it recorded is left behind. */
export function opOf(
  server: Server,
  db: Db,
  { actor, workspace, locale, sessionId, isBoundSession }: Loaded,
  call: Pick<Call, 'door' | 'ifMatch' | 'locale'>,
) {
  const now = server.clock.now()
  const reader = call.locale ?? locale
  const happened: Happened[] = []
  const afterwards: (() => Promise<void>)[] = []
  const ifUndone: (() => Promise<void>)[] = []
  let authorised = false
  const op: Op = {
    server,
    db,
    actor,
    workspace,
    now,
    today: localDate(now.toISOString(), workspace.timeZone),
    asOf: null,
    locale: reader,
    t: translate[reader],
    door: call.door,
    sessionId,
    isBoundSession,
    ifMatch: call.ifMatch,
    authorise(action, facts: ItemFacts) {
      if (!can(actor, action, facts)) throw new Refusal('not_allowed')
      authorised = true
    },
    sees: (facts) => canSee(actor, facts),
    record: (kind, id, before, after) => happened.push({ kind, id, before, after }),
    afterCommit: (work) => afterwards.push(work),
    ifUndone: (work) => ifUndone.push(work),
  }
  return {
    op,
    leaveTraces: (operation: string) => writeTraces(op, operation, happened),
    wasAuthorised: () => authorised,
    afterwards,
    ifUndone,
  }
}

/** Audit rows and one outbox event, in the transaction that they tell of. */
async function writeTraces(op: Op, operation: string, happened: Happened[]): Promise<void> {
  if (happened.length === 0) return
  const entries = await sealEntries(op, happened)
  const common = { workspace_id: op.workspace.id, at: op.now, actor_id: op.actor.memberId, operation }
  const audit = op.db.insertInto('audit').values(
    entries.map((entry) => ({
      ...common,
      id: newId(),
      door: op.door,
      subject_kind: entry.kind,
      subject_id: entry.id,
      before: entry.before === null ? null : JSON.stringify(entry.before),
      after: entry.after === null ? null : JSON.stringify(entry.after),
    })),
  )
  // The text of one that tells of many depends on how many.
  const traced = (entries.length === 1 ? audit.modifyEnd(kept) : audit).execute()
  const subjects = happened.map(({ kind, id }) => ({ kind, id }))
  // After the audit rows: its place is that of the last of them.
  const told = op.db
    .insertInto('event')
    .values({ ...common, id: newId(), subjects: JSON.stringify(subjects) })
    .modifyEnd(kept)
    .execute()
  await together(traced, told)
}

/** The same key and the same request: the first answer again. The same key and another request: refused. */
async function idempotency(db: Db, { memberId }: Actor, call: Call, operation: string, input: unknown) {
  const { idempotencyKey: key } = call
  if (!key) return null
  if (key.length > 255)
    throw new Refusal('invalid_input', {}, [{ field: 'Idempotency-Key', code: 'too_big' }])
  const request_hash = createHash('sha256')
    .update(JSON.stringify([operation, input]))
    .digest('hex')
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${memberId} ${key}`}, 0))`.execute(db)
  return {
    async earlier(op: Op): Promise<unknown> {
      const row = await db
        .selectFrom('idempotency_key')
        .select(['request_hash', 'response'])
        .where('workspace_id', '=', op.workspace.id)
        .where('member_id', '=', op.actor.memberId)
        .where('key', '=', key)
        .executeTakeFirst()
      if (row && row.request_hash !== request_hash) throw new Refusal('idempotency_key_reused')
      return row?.response
    },
    async keep(op: Op, output: unknown): Promise<void> {
      const row = {
        workspace_id: op.workspace.id,
        member_id: op.actor.memberId,
        key,
        operation,
        request_hash,
      }
      await db
        .insertInto('idempotency_key')
        .values({ ...row, response: JSON.stringify(output), created_at: op.now })
        .execute()
    },
  }
}

function isVersioned(output: unknown): output is { version: number } {
  return (
    typeof output === 'object' && output !== null && 'version' in output && typeof output.version === 'number'
  )
}
