// Scorecards as stored, as the permission table sees them, and as the contract shows them.
import type { EvidenceView, ScorecardView } from '../../../contract/scorecards.ts'
import { achievementOf, scorecardScore } from '../../../core/kpi/scorecard.ts'
import { can, type ItemFacts } from '../../../core/people/permissions.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { type KpiRow, kpiFacts } from './kpi-row.ts'
import { readKpis } from './kpis.ts'
import { valuesOver } from './scorecard-values.ts'

export function scorecardRows(op: Op) {
  return op.db.selectFrom('scorecard').selectAll().where('workspace_id', '=', op.workspace.id)
}

export type ScorecardRow = Awaited<ReturnType<ReturnType<typeof scorecardRows>['executeTakeFirstOrThrow']>>

/** The row, for whoever may see it; otherwise it does not exist. */
export async function readScorecard(op: Op, id: string, lock = false): Promise<ScorecardRow> {
  const query = scorecardRows(op).where('id', '=', id)
  const row = found(await (lock ? query.forUpdate() : query).executeTakeFirst())
  const facts = (await scorecardFacts(op, [row])).get(id)
  return found(facts && op.sees(facts) ? row : undefined)
}

/** One that may still be changed, for who may submit it; locked. */
export async function openScorecard(op: Op, id: string): Promise<ScorecardRow> {
  const row = await readScorecard(op, id, true)
  op.authorise('scorecard.submit', (await scorecardFacts(op, [row])).get(id) ?? {})
  if (row.state === 'submitted' || row.state === 'approved') throw new Refusal('scorecard_frozen')
  return row
}

type Subject = { id: string; member_id: string | null; unit_id: string | null }

/** A person's scorecard is for that person and those who lead them; a unit's for the unit. Leads and admins approve. */
export async function scorecardFacts(op: Op, rows: readonly Subject[]): Promise<Map<string, ItemFacts>> {
  const memberIds = [...new Set(rows.flatMap(({ member_id }) => member_id ?? []))]
  const units =
    memberIds.length === 0
      ? []
      : await op.db
          .selectFrom('unit_member')
          .select(['unit_id', 'member_id'])
          .where('workspace_id', '=', op.workspace.id)
          .where('member_id', 'in', memberIds)
          .execute()
  const unitsOf = Map.groupBy(units, (row) => row.member_id)
  return new Map(
    rows.map(({ id, member_id, unit_id }): [string, ItemFacts] => {
      if (unit_id !== null)
        return [id, { ownerIds: [], unitIds: [unit_id], visibility: { kind: 'unit', unitIds: [unit_id] } }]
      const ofMember = (unitsOf.get(member_id ?? '') ?? []).map((row) => row.unit_id)
      const visibility = { kind: 'people', memberIds: [] } as const
      return [id, { ownerIds: member_id === null ? [] : [member_id], unitIds: ofMember, visibility }]
    }),
  )
}

/** `evidence`: as it is shown, by scorecard. */
export async function scorecardViews(
  op: Op,
  rows: readonly ScorecardRow[],
  evidence: ReadonlyMap<string, EvidenceView[]>,
): Promise<ScorecardView[]> {
  if (rows.length === 0) return []
  const facts = await scorecardFacts(op, rows)
  const items = await op.db
    .selectFrom('scorecard_item')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where(
      'scorecard_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('place')
    .execute()
  const kpis = new Map(
    (await readKpis(op, [...new Set(items.map(({ kpi_id }) => kpi_id))])).map((kpi) => [kpi.id, kpi]),
  )
  const itemsOf = Map.groupBy(items, (item) => item.scorecard_id)
  const views: ScorecardView[] = []
  for (const row of rows) {
    const own = itemsOf.get(row.id) ?? []
    const isFrozen = row.state === 'approved'
    const read = isFrozen
      ? new Map<string, number | null>()
      : await valuesOver(
          op,
          own.flatMap(({ kpi_id }) => kpis.get(kpi_id) ?? []),
          { start: row.first_day, end: row.last_day },
        )
    const valued = own.map((item) => {
      const value = isFrozen ? item.value : (read.get(item.kpi_id) ?? null)
      return { item, value, achievement: isFrozen ? item.achievement : achievementOf(value, item) }
    })
    const score = isFrozen
      ? row.score
      : scorecardScore(valued.map(({ item, achievement }) => ({ weight: item.weight, achievement })))
    const allowed = facts.get(row.id) ?? {}
    views.push({
      id: row.id,
      name: row.name,
      memberId: row.member_id,
      unitId: row.unit_id,
      start: row.first_day,
      end: row.last_day,
      state: row.state as ScorecardView['state'],
      items: valued.map(({ item, value, achievement }) => {
        const { weight, min, target, max } = item
        const shown = shownKpi(op, kpis.get(item.kpi_id), value)
        return { kpiId: item.kpi_id, weight, min, target, max, achievement, ...shown }
      }),
      score,
      withoutValue: valued.filter(({ value }) => value === null).map(({ item }) => item.kpi_id),
      evidence: evidence.get(row.id) ?? [],
      returnedBecause: row.returned_because,
      submittedAt: row.submitted_at?.toISOString() ?? null,
      submittedBy: row.submitted_by,
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by,
      canSubmit:
        (row.state === 'draft' || row.state === 'returned') && can(op.actor, 'scorecard.submit', allowed),
      canApprove:
        row.state === 'submitted' &&
        row.submitted_by !== op.actor.memberId &&
        row.member_id !== op.actor.memberId &&
        can(op.actor, 'scorecard.approve', allowed),
      version: row.version,
      createdAt: row.created_at.toISOString(),
    })
  }
  return views
}

/** A KPI that the reader may not see counts in the score, without its name and its value. */
function shownKpi(op: Op, kpi: KpiRow | undefined, value: number | null) {
  const isSeen = kpi !== undefined && op.sees(kpiFacts(kpi))
  return {
    name: isSeen ? kpi.name : '',
    unit: isSeen ? kpi.unit : '',
    precision: kpi?.precision ?? 2,
    direction: (kpi?.direction ?? 'up') as 'up',
    value: isSeen ? value : null,
  }
}
