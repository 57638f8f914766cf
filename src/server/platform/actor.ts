// The actor of a call: the member, their role, their units, and the units they lead with all below them.
import { sql } from 'kysely'
import type { WorkspaceView } from '../../contract/people.ts'
import type { Actor } from '../../core/people/permissions.ts'
import type { Locale } from '../../i18n/translator.ts'
import type { Caller } from './caller.ts'
import type { Db } from './database.ts'
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

export async function loadActor(db: Db, caller: Caller) {
  const { workspaceId, memberId } = caller.memberId !== undefined ? caller : await findMembership(db, caller)
  const { rows } = await sql<{ member: Row | null }>`
    select enter_as(${workspaceId}, ${memberId}) as member`.execute(db)
  const row = rows[0]?.member
  if (!row) throw new Refusal('not_signed_in')
  const workspace = workspaceView(row.workspace)
  const actor: Actor = {
    memberId: row.id,
    role: row.role,
    unitIds: row.units,
    leadOf: row.led,
    unitIdsAbove: row.above,
    ...(caller.memberId !== undefined && caller.scopes ? { scopes: caller.scopes } : {}),
  }
  const session =
    caller.memberId === undefined
      ? { sessionId: caller.sessionId, isBoundSession: caller.isBound }
      : { sessionId: null, isBoundSession: false }
  return { actor, workspace, locale: row.locale ?? workspace.locale, ...session }
}

async function findMembership(db: Db, caller: { userId: string; workspaceId: string | null }) {
  await sql`select set_config('app.user_id', ${caller.userId}, true)`.execute(db)
  const rows = await db
    .selectFrom('member')
    .select(['workspace_id', 'id'])
    .where('user_id', '=', caller.userId)
    .where('deactivated_at', 'is', null)
    .orderBy('created_at')
    .execute()
  const row =
    caller.workspaceId === null
      ? rows[0]
      : rows.find((membership) => membership.workspace_id === caller.workspaceId)
  if (!row) throw new Refusal('not_signed_in')
  return { workspaceId: row.workspace_id, memberId: row.id }
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
