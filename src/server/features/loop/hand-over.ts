// Hand over: the improved level becomes the KPI's new normal; one action, which can be undone (DOMAIN.md 7.3).
import type { Contract } from '../../../contract/contract.ts'
import type { HandOverView } from '../../../contract/loop.ts'
import { roundTo } from '../../../core/arithmetic.ts'
import { openedAt } from '../../../core/loop/hand-over.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import {
  addPhase,
  annotate,
  behaviourOptions,
  bringBackPeriodTargets,
  dropPeriodTargets,
  figure,
  type KpiRow,
  kpiChart,
  kpiFacts,
  kpiTarget,
  readKpiRow,
  readKpiToChange,
  recordTarget,
  removeAnnotation,
  removePhase,
  targetColumns,
} from '../kpi/public.ts'
import { type KeyResultFacts, proofOf, readKeyResult } from '../okr/public.ts'

export const handOver: Handlers<Contract['loop']['handOver']> = async (
  { id, keyResultId, from: wanted, target },
  op,
) => {
  const kpi = await readKpiToChange(op, id)
  op.authorise('kpi.handOver', kpiFacts(kpi))
  const facts = await readKeyResult(op, keyResultId)
  const proof = facts.kpi?.row.id === id ? await proofOf(op, facts) : null
  if (!proof) throw new Refusal('proof_needs_kpi', {}, [{ field: 'keyResultId', code: 'proof_needs_kpi' }])
  // Without a change there is a new level all the same: what was measured in the key result's time.
  const firstPeriod = facts.kpi?.periods.find(({ start }) => start >= facts.dates.start)
  const from = wanted ?? proof.handOver?.from ?? firstPeriod?.start ?? facts.dates.start
  const phaseId = await addPhase(op, kpi, from, facts.row.title, null)
  const level = levelFrom(facts, kpi, from)
  // A level is no target of a range, which has two bounds.
  const levelTarget = kpi.direction === 'range' ? null : level
  const newTarget = target === undefined ? levelTarget : target
  const before = kpiTarget(kpi)
  if (newTarget !== null) {
    await setTarget(op, kpi, newTarget)
    await dropPeriodTargets(op, id, from)
  }
  const text = annotationText(op, kpi, facts, proof.before, level)
  const annotationId = await annotate(op, id, { date: from, until: null, text, signalId: null, keyResultId })
  const handOverId = newId()
  const row = {
    workspace_id: op.workspace.id,
    kpi_id: id,
    id: handOverId,
    key_result_id: keyResultId,
    phase_id: phaseId,
    from_day: from,
    target: newTarget === null ? null : JSON.stringify(newTarget),
    target_before: before === null ? null : JSON.stringify(before),
    proof: JSON.stringify(proof),
    annotation_id: annotationId,
    created_by: op.actor.memberId,
    created_at: op.now,
  }
  await op.db.insertInto('hand_over').values(row).execute()
  op.record('kpi', id, { target: before }, { handOver: handOverId, from, target: newTarget })
  return view(op, id, handOverId)
}

export const undoHandOver: Handlers<Contract['loop']['undoHandOver']> = async ({ id, handOverId }, op) => {
  const kpi = await readKpiToChange(op, id)
  op.authorise('kpi.handOver', kpiFacts(kpi))
  const row = found(await handOverRow(op, id, handOverId))
  if (row.undone_at) throw new Refusal('hand_over_undone')
  const latest = await op.db
    .selectFrom('hand_over')
    .select('id')
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', id)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (latest?.id !== handOverId) throw new Refusal('hand_over_not_last')
  await removePhase(op, kpi, row.phase_id)
  await removeAnnotation(op, id, row.annotation_id)
  const before = row.target_before as { value: number } | null
  if (row.target !== null && kpi.target === row.target) await setTarget(op, kpi, before?.value ?? null)
  await bringBackPeriodTargets(op, id, row.from_day, row.created_at)
  await op.db
    .updateTable('hand_over')
    .set({ undone_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', id)
    .where('id', '=', handOverId)
    .execute()
  op.record('kpi', id, { handOver: handOverId }, { undone: true })
  return view(op, id, handOverId)
}

/** The level achieved from that period on, at the unit's precision: the target unless another one is given. */
function levelFrom({ kpi }: KeyResultFacts, row: KpiRow, from: string): number | null {
  const [phase] = openedAt(kpi?.periods ?? [], from, behaviourOptions(row, null)).phases
  return phase?.centre == null ? null : roundTo(phase.centre, row.precision)
}

async function setTarget(op: Op, kpi: KpiRow, target: number | null): Promise<void> {
  await revise(
    op,
    'kpi',
    { kind: 'kpi', id: kpi.id, key: { id: kpi.id } },
    kpi,
    targetColumns(target, kpi.direction),
  )
  await recordTarget(op, kpi.id, null, target === null ? null : { value: target })
}

function annotationText(
  op: Op,
  kpi: KpiRow,
  facts: KeyResultFacts,
  before: number | null,
  level: number | null,
): string {
  const show = figure(op, kpi)
  const words = (value: number | null) => (value === null ? '–' : show(value))
  return op.t('words.hand_over.annotation', {
    title: facts.row.objective_title,
    before: words(before),
    after: words(level),
  })
}

function handOverRow(op: Op, kpiId: string, id: string) {
  return op.db
    .selectFrom('hand_over')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('id', '=', id)
    .executeTakeFirst()
}

async function view(op: Op, kpiId: string, id: string): Promise<HandOverView> {
  const row = found(await handOverRow(op, kpiId, id))
  return {
    id: row.id,
    kpiId,
    keyResultId: row.key_result_id,
    phaseId: row.phase_id,
    from: row.from_day,
    target: row.target as number | null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    chart: await kpiChart(op, await readKpiRow(op, kpiId)),
  }
}
