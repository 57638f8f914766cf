// The actor of a call: the member, their role, their units, and the units they lead with all below them.
import { sql } from 'kysely'
import pg from 'pg'
import type { WorkspaceView } from '../../contract/people.ts'
import type { Actor, Scope } from '../../core/people/permissions.ts'
import type { Locale } from '../../i18n/translator.ts'
import type { Caller } from './caller.ts'
import type { Access, Db } from './database.ts'
import { isExpired, scopesIn, type UsedKey } from './identity.ts'
import type { Server } from './operation-context.ts'
import { Refusal } from './refusal.ts'

type Row = {
  id: string
  role: Actor['role']
  locale: Locale | null
  units: string[]
  led: string[]
  above: string[]
  workspace: Record<string, unknown>
}

export type Loaded = {
  actor: Actor
  workspace: WorkspaceView
  locale: Locale
  /** The browser's session that called, and whether an organisation's single sign-on made it. */
  sessionId: string | null
  isBoundSession: boolean
}

/** The standing of a member, whose workspace is entered. */
export async function loadActor(
  db: Db,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
): Promise<Loaded> {
  const { rows } = await sql<{ member: Row | null }>`
    select enter_as(${workspaceId}, ${memberId}) as member`.execute(db)
  return loaded(rows[0]?.member)
}

/**
 * The caller's own transaction: their workspace is entered and their standing found in the message that opens it. A look by
 * someone known begins at once with the standing that they had, and counts only if the transaction finds the same one.
 */
export async function transactionOf<T>(
  server: Server,
  caller: Caller,
  access: Access,
  work: (db: Db, loaded: Loaded) => Promise<T>,
): Promise<T> {
  const entry = entryOf(caller)
  const known = access === 'read only' ? standings.get(entry) : undefined
  if (known) {
    try {
      return await server.database.transaction(
        access,
        async (db, entered) => {
          const begun = standing(server, caller, known).then((loaded) => work(db, loaded))
          const [done] = await Promise.allSettled([begun])
          if ((await entered) !== known.text) throw new Outdated()
          if (done.status === 'rejected') throw done.reason
          return done.value
        },
        entry,
      )
    } catch (error) {
      if (!(error instanceof Outdated)) throw error
      standings.delete(entry)
    }
  }
  const look = async (db: Db, entered: Promise<unknown>) => {
    const text = await entered
    if (typeof text !== 'string') throw new Refusal('not_signed_in')
    const found = { text, ...(JSON.parse(text) as Omit<Standing, 'text'>) }
    const loaded = await standing(server, caller, found)
    remember(entry, found)
    return work(db, loaded)
  }
  return server.database.transaction(access, look, entry)
}

/** Who someone is, as the database told it last. */
type Standing = { text: string; key?: UsedKey; member: Row | null; isShut?: true }
const standings = new Map<string, Standing>()
const mostRemembered = 1000

class Outdated extends Error {}

function remember(entry: string, found: Standing): void {
  standings.delete(entry)
  standings.set(entry, found)
  const [oldest] = standings.keys()
  if (standings.size > mostRemembered && oldest !== undefined) standings.delete(oldest)
}

async function standing(server: Server, caller: Caller, { key, member, isShut }: Standing): Promise<Loaded> {
  if (isShut) throw new Refusal('single_sign_on_required')
  if (caller.keyDigest === undefined)
    return { ...loaded(member), sessionId: caller.sessionId, isBoundSession: caller.isBound }
  if (!key || isExpired(key, server.clock.now())) throw new Refusal('not_signed_in')
  await server.identity.noteUse(key)
  return loaded(member, scopesIn(key.metadata))
}

function entryOf(caller: Caller): string {
  if (caller.keyDigest !== undefined)
    return `select enter_by_key(${pg.escapeLiteral(caller.keyDigest)})::text as entered`
  const { userId, workspaceId, openWorkspaceId, isBound } = caller
  const text = (value: string | null) => (value === null ? 'null' : pg.escapeLiteral(value))
  return `select enter_by_session(${text(userId)}, ${text(workspaceId)}, ${text(openWorkspaceId)}, ${isBound})::text as entered`
}

function loaded(row: Row | null | undefined, scopes?: readonly Scope[]): Loaded {
  if (!row) throw new Refusal('not_signed_in')
  const workspace = workspaceView(row.workspace)
  const actor: Actor = {
    memberId: row.id,
    role: row.role,
    unitIds: row.units,
    leadOf: row.led,
    unitIdsAbove: row.above,
    ...(scopes ? { scopes } : {}),
  }
  return { actor, workspace, locale: row.locale ?? workspace.locale, sessionId: null, isBoundSession: false }
}

/** Where a person is at work: found by their account, across the walls. */
export async function membershipsOf(db: Db, userId: string) {
  await sql`select set_config('app.user_id', ${userId}, true)`.execute(db)
  return db
    .selectFrom('member')
    .select(['workspace_id', 'id', 'locale'])
    .where('user_id', '=', userId)
    .where('deactivated_at', 'is', null)
    .orderBy('created_at')
    .execute()
}

/** A workspace row, as JSON carries it, in the contract's words. */
export function workspaceView(row: Record<string, unknown>): WorkspaceView {
  return {
    id: String(row.workspace_id),
    name: String(row.name),
    locale: row.locale === 'en' ? 'en' : 'vi',
    timeZone: String(row.time_zone),
    firstWeekday: Number(row.first_weekday),
    fiscalStartMonth: Number(row.fiscal_start_month),
    checkInWeekday: Number(row.check_in_weekday),
    graceDays: Number(row.grace_days),
    onTrackRatio: Number(row.on_track_ratio),
    atRiskRatio: Number(row.at_risk_ratio),
    earlyShare: Number(row.early_share),
    amberFrom: Number(row.band_amber),
    greenFrom: Number(row.band_green),
    version: Number(row.version),
    createdAt: new Date(String(row.created_at)).toISOString(),
  }
}
