// The actor of a call: the member, their role, their units, and the units they lead with all below them.
import { sql } from 'kysely'
import type { WorkspaceView } from '../../contract/people.ts'
import type { Actor } from '../../core/people/permissions.ts'
import type { Locale } from '../../i18n/translator.ts'
import type { Caller } from './caller.ts'
import { type Db, enterWorkspace } from './database.ts'
import { Refusal } from './refusal.ts'

type Row = {
  id: string
  role: Actor['role']
  member_locale: Locale | null
  units: string[]
  led: string[]
  above: string[]
  workspace: Record<string, unknown>
}

export async function loadActor(db: Db, caller: Caller) {
  const { workspaceId, memberId } = caller.memberId !== undefined ? caller : await findMembership(db, caller)
  await enterWorkspace(db, workspaceId)
  const { rows } = await sql<Row>`
    with recursive led as (
      select unit_id as id from unit_member where workspace_id = ${workspaceId} and member_id = ${memberId} and is_lead
      union
      select unit.id from unit join led on unit.parent_id = led.id where unit.workspace_id = ${workspaceId}
    ), above as (
      select unit.parent_id as id from unit_member u join unit on unit.workspace_id = ${workspaceId} and unit.id = u.unit_id
      where u.workspace_id = ${workspaceId} and u.member_id = ${memberId} and unit.parent_id is not null
      union
      select unit.parent_id from unit join above on unit.id = above.id
      where unit.workspace_id = ${workspaceId} and unit.parent_id is not null
    )
    select m.id, m.role, m.locale as member_locale, to_jsonb(w) as workspace,
      array(select unit_id::text from unit_member u where u.workspace_id = ${workspaceId} and u.member_id = m.id) as units,
      array(select id::text from led) as led,
      array(select id::text from above) as above
    from member m join workspace w on w.workspace_id = m.workspace_id
    where m.workspace_id = ${workspaceId} and m.id = ${memberId} and m.deactivated_at is null`.execute(db)
  const row = rows[0]
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
  return { actor, workspace, locale: row.member_locale ?? workspace.locale, ...session }
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
