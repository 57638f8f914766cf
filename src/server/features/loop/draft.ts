// From KPI to OKR: one click drafts it (DOMAIN.md 7.2).
import type { Contract } from '../../../contract/contract.ts'
import type { OkrDraftView } from '../../../contract/loop.ts'
import { roundTo } from '../../../core/arithmetic.ts'
import { draftFrom, type TargetCheck } from '../../../core/loop/draft.ts'
import { fold } from '../../../core/text/fold.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { figure, type KpiRow, readBehaviour, readKpiRow } from '../kpi/public.ts'

const checkMessage: Record<TargetCheck, MessageId> = {
  noise: 'words.draft.check.noise',
  stretch: 'words.draft.check.stretch',
  already_met: 'words.draft.check.already_met',
}

export const draft: Handlers<Contract['loop']['draft']> = async (
  { id, target: wanted },
  op,
): Promise<OkrDraftView> => {
  const kpi = await readKpiRow(op, id)
  const [read] = await readBehaviour(op, [kpi])
  const phase = read?.behaviour.phases.findLast(({ points }) => points > 0)
  const target = wanted === undefined ? (read?.targetNow ?? null) : { value: wanted }
  if (kpi.direction === 'range') throw new Refusal('draft_needs_direction')
  if (!phase) throw new Refusal('draft_needs_values')
  if (target === null || 'lower' in target)
    throw new Refusal('draft_needs_target', {}, [{ field: 'target', code: 'draft_needs_target' }])
  const drafted = draftFrom(phase, {
    direction: kpi.direction as 'up',
    frequency: kpi.frequency as 'week',
    precision: kpi.precision,
    target,
  })
  const start = drafted.start
  if (start === null || phase.centre === null) throw new Refusal('draft_needs_values')
  const reliable =
    drafted.reliableTarget && 'value' in drafted.reliableTarget ? drafted.reliableTarget.value : null
  const reading = drafted.reading
  const show = figure(op, kpi)
  const limits = drafted.limits
  return {
    objective: { title: objectiveTitle(op, kpi), unitId: kpi.unit_id },
    keyResults: [
      {
        title: keyResultTitle(op, kpi, start, target.value),
        measure: { kind: 'reach', start, target: target.value, unit: kpi.unit },
        kpi: { id: kpi.id, reading: reading.kind, n: reading.kind === 'mean' ? reading.n : null },
      },
    ],
    reliableTarget: reliable,
    targetCheck: drafted.targetCheck,
    provisional: drafted.isProvisional,
    limits: { centre: phase.centre, lower: limits?.lower ?? null, upper: limits?.upper ?? null },
    words: {
      start: limits
        ? op.t('words.draft.start', {
            centre: show(phase.centre),
            lower: show(limits.lower),
            upper: show(limits.upper),
          })
        : op.t('words.draft.start_provisional', { centre: show(phase.centre) }),
      reliable:
        reliable === null
          ? null
          : op.t('words.draft.reliable', {
              target: show(target.value),
              reliable: show(roundTo(reliable, kpi.precision)),
            }),
      targetCheck: drafted.targetCheck && op.t(checkMessage[drafted.targetCheck]),
      guardrail: op.t('words.draft.guardrail'),
    },
  }
}

function keyResultTitle(op: Op, kpi: KpiRow, start: number, target: number): string {
  // A title is searched and compared: its spaces are plain ones.
  const show = (value: number) => figure(op, kpi)(value).replace(/\u00A0/g, ' ')
  const values = { name: lowerFirst(kpi.name), start: show(start), target: show(target) }
  return op.t(target < start ? 'words.draft.title.down' : 'words.draft.title.up', values)
}

/** Waiting is what customers of a service feel: for such a KPI the objective speaks of them, not of the number. */
function objectiveTitle(op: Op, kpi: KpiRow): string {
  const isService = /tra loi|phan hoi|cham soc|cskh|response|support|service/.test(
    fold(`${kpi.name} ${kpi.category}`),
  )
  return isService
    ? op.t('words.draft.objective.service')
    : op.t('words.draft.objective', { name: lowerFirst(kpi.name) })
}

/** A name inside a sentence: “Thời gian…” becomes “thời gian…”; an abbreviation such as NPS keeps its capitals. */
function lowerFirst(name: string): string {
  return /^\p{Lu}[\p{Lu}\d]/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}
