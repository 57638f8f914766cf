// From KPI to OKR: one click drafts it (DOMAIN.md 7.2).
import type { Contract } from '../../../contract/contract.ts'
import type { OkrDraftView } from '../../../contract/loop.ts'
import { roundTo } from '../../../core/arithmetic.ts'
import type { Direction, Target } from '../../../core/kpi/types.ts'
import { draftFrom, type TargetCheck } from '../../../core/loop/draft.ts'
import { fold } from '../../../core/text/fold.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { figure, type KpiRow, readBehaviour, readKpiRow, targetColumns } from '../kpi/public.ts'

const checkMessage: Record<TargetCheck, MessageId> = {
  noise: 'words.draft.check.noise',
  stretch: 'words.draft.check.stretch',
  already_met: 'words.draft.check.already_met',
}

const rangeCheckMessage: Record<TargetCheck, MessageId> = {
  noise: 'words.draft.check.range.noise',
  stretch: 'words.draft.check.range.stretch',
  already_met: 'words.draft.check.range.already_met',
}

export const draft: Handlers<Contract['loop']['draft']> = async (
  { id, target: wanted },
  op,
): Promise<OkrDraftView> => {
  const kpi = await readKpiRow(op, id)
  const [read] = await readBehaviour(op, [kpi])
  const phase = read?.behaviour.phases.findLast(({ points }) => points > 0)
  if (!phase) throw new Refusal('draft_needs_values')
  targetColumns(wanted, kpi.direction)
  const given = typeof wanted === 'number' ? { value: wanted } : wanted
  const target = given ?? read?.targetNow ?? null
  if (target === null)
    throw new Refusal('draft_needs_target', {}, [{ field: 'target', code: 'draft_needs_target' }])
  const drafted = draftFrom(phase, {
    direction: kpi.direction as Direction,
    frequency: kpi.frequency as 'week',
    precision: kpi.precision,
    target,
  })
  const start = drafted.start
  if (start === null || phase.centre === null) throw new Refusal('draft_needs_values')
  const reliable = drafted.reliableTarget
  const reading = drafted.reading
  const show = figure(op, kpi)
  const limits = drafted.limits
  return {
    objective: { title: objectiveTitle(op, kpi), unitId: kpi.unit_id },
    keyResults: [
      {
        title: keyResultTitle(op, kpi, start, target),
        measure:
          'lower' in target
            ? { kind: 'keep', ...target, unit: kpi.unit }
            : { kind: 'reach', start, target: target.value, unit: kpi.unit },
        kpi: { id: kpi.id, reading: reading.kind, n: reading.kind === 'mean' ? reading.n : null },
      },
    ],
    reliableTarget: reliable && 'value' in reliable ? reliable.value : reliable,
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
      reliable: limits && reliableWords(op, kpi, target, reliable),
      targetCheck:
        drafted.targetCheck &&
        op.t(('lower' in target ? rangeCheckMessage : checkMessage)[drafted.targetCheck]),
      guardrail: op.t('words.draft.guardrail'),
    },
  }
}

/** Where the centre must come to, at the unit's precision; said too where a range is too narrow for any centre. */
function reliableWords(op: Op, kpi: KpiRow, target: Target, reliable: Target | null): string | null {
  const show = figure(op, kpi)
  const near = (value: number) => show(roundTo(value, kpi.precision))
  if ('value' in target)
    return reliable && 'value' in reliable
      ? op.t('words.draft.reliable', { target: show(target.value), reliable: near(reliable.value) })
      : null
  const range = `${show(target.lower)} – ${show(target.upper)}`
  return reliable && 'lower' in reliable
    ? op.t('words.draft.reliable.range', {
        target: range,
        lower: near(reliable.lower),
        upper: near(reliable.upper),
      })
    : op.t('words.draft.reliable.narrow', { target: range })
}

function keyResultTitle(op: Op, kpi: KpiRow, start: number, wanted: Target): string {
  // A title is searched and compared: its spaces are plain ones.
  const show = (value: number) => figure(op, kpi)(value).replace(/\u00A0/g, ' ')
  const name = lowerFirst(kpi.name)
  if ('lower' in wanted)
    return op.t('words.draft.title.range', { name, lower: show(wanted.lower), upper: show(wanted.upper) })
  const target = wanted.value
  const values = { name, start: show(start), target: show(target) }
  return op.t(target < start ? 'words.draft.title.down' : 'words.draft.title.up', values)
}

/** Waiting is what customers of a service feel: for such a KPI the objective speaks of them, not of the number. */
function objectiveTitle(op: Op, kpi: KpiRow): string {
  const isService = /tra loi|phan hoi|cham soc|cskh|response|support|service/.test(
    fold(`${kpi.name} ${kpi.category}`),
  )
  if (isService) return op.t('words.draft.objective.service')
  return op.t(kpi.direction === 'range' ? 'words.draft.objective.range' : 'words.draft.objective', {
    name: lowerFirst(kpi.name),
  })
}

/** A name inside a sentence: “Thời gian…” becomes “thời gian…”; an abbreviation such as NPS keeps its capitals. */
function lowerFirst(name: string): string {
  return /^\p{Lu}[\p{Lu}\d]/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}
