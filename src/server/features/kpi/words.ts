// What the chart says, in the reader's language.
import type { KpiView } from '../../../contract/kpi.ts'
import type { FrequencyOffer } from '../../../core/kpi/finer-frequency.ts'
import type { Target } from '../../../core/kpi/types.ts'
import { formatNumber } from '../../../core/text/format-number.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { Op } from '../../platform/operation-context.ts'
import type { KpiBehaviour } from './behaviour.ts'
import type { KpiRow } from './kpi-row.ts'

type Frequency = KpiView['frequency']

/** Periods of a frequency, counted: `8 tuần`. */
export const periodsMessage: Record<Frequency, MessageId> = {
  day: 'words.periods.day',
  week: 'words.periods.week',
  month: 'words.periods.month',
  quarter: 'words.periods.quarter',
}

const frequencyMessage: Record<Frequency, MessageId> = {
  day: 'words.frequency.day',
  week: 'words.frequency.week',
  month: 'words.frequency.month',
  quarter: 'words.frequency.quarter',
}

const remedyMessage: Record<string, MessageId> = {
  change_system: 'words.remedy.change_system',
  aim_centre_or_variation: 'words.remedy.aim_centre_or_variation',
  leave_alone: 'words.remedy.leave_alone',
  find_cause: 'words.remedy.find_cause',
  protect_gain: 'words.remedy.protect_gain',
}

const variationMessage: Record<string, MessageId> = {
  common_cause: 'words.variation.common_cause',
  improvement: 'words.variation.improvement',
  concern: 'words.variation.concern',
  change: 'words.variation.change',
}

const capabilityMessage: Record<string, MessageId> = {
  capable: 'words.capability.capable',
  incapable: 'words.capability.incapable',
  unreliable: 'words.capability.unreliable',
}

const ruleMessage: Record<string, MessageId> = {
  outside: 'words.signal.outside',
  run: 'words.signal.run',
  near_limit: 'words.signal.near_limit',
  trend: 'words.signal.trend',
  range: 'words.signal.range',
}

export function chartWords(op: Op, entry: KpiBehaviour, finer: FrequencyOffer | null) {
  const { behaviour } = entry
  return {
    summary: summaryWords(op, entry),
    remedy:
      behaviour.remedy === null ? null : op.t(remedyMessage[behaviour.remedy] ?? 'words.remedy.leave_alone'),
    limits: limitsWords(op, entry, finer),
  }
}

/** One line for the board: why the KPI stands where it stands. */
export function boardWords(op: Op, entry: KpiBehaviour): string {
  const { behaviour, kpi } = entry
  if (behaviour.variation === null) return limitsWords(op, entry, null) ?? op.t('words.no_values')
  const parts = [op.t(variationMessage[behaviour.variation] ?? 'words.variation.common_cause')]
  if (behaviour.capability !== null)
    parts.push(capabilityWords(op, kpi, behaviour.capability, entry.targetNow))
  return parts.join(' ')
}

function summaryWords(op: Op, { kpi, behaviour, periods, targetNow }: KpiBehaviour): string {
  const phase = behaviour.phases.findLast(({ points }) => points > 0)
  if (!phase || phase.centre === null)
    return op.t(periods.length === 0 ? 'words.no_values' : 'words.no_closed_period')
  const show = figure(op, kpi)
  if (phase.lower === null || phase.upper === null)
    return op.t('words.summary.mean_only', {
      mean: show(phase.centre),
      periods: periodsWords(op, kpi, phase.points),
    })
  const usual = op.t('words.summary.usual', {
    centre: show(phase.centre),
    lower: show(phase.drawnLower ?? phase.lower),
    upper: show(phase.drawnUpper ?? phase.upper),
  })
  const parts = [usual]
  if (behaviour.variation)
    parts.push(op.t(variationMessage[behaviour.variation] ?? 'words.variation.common_cause'))
  if (behaviour.capability) parts.push(capabilityWords(op, kpi, behaviour.capability, targetNow))
  return periods.length === 0 ? op.t('words.no_values') : parts.join(' ')
}

function capabilityWords(op: Op, kpi: KpiRow, capability: string, target: Target | null): string {
  const show = figure(op, kpi)
  const shown =
    target === null
      ? ''
      : 'lower' in target
        ? `${show(target.lower)} – ${show(target.upper)}`
        : show(target.value)
  return op.t(capabilityMessage[capability] ?? 'words.capability.unreliable', { target: shown })
}

/** Why there are no limits, or why they are not firm, or not to be trusted; null where they simply hold. */
function limitsWords(
  op: Op,
  { kpi, behaviour, periods }: KpiBehaviour,
  finer: FrequencyOffer | null,
): string | null {
  const phase = behaviour.phases.findLast(({ points }) => points > 0)
  if (!phase && periods.length === 0) return op.t('words.no_values')
  const offer = finer
    ? ` ${op.t('words.limits.finer', { frequency: op.t(frequencyMessage[finer.frequency]), count: finer.periods })}`
    : ''
  const have = periodsWords(op, kpi, phase?.baselinePoints ?? 0)
  if (!phase || phase.limits === 'none') return op.t('words.limits.none', { have }) + offer
  if (!phase.trustworthy) return op.t('words.limits.untrustworthy')
  return phase.limits === 'provisional' ? op.t('words.limits.provisional', { have }) + offer : null
}

type SignalFacts = {
  rule: string
  side: string
  reading: string
  points: readonly string[]
  kpi_name: string
  frequency: string
  /** The OKR whose gain is eroding; '' for one that the reader may not see. */
  eroding_title: string | null
}

export function signalWords(op: Op, signal: SignalFacts): string {
  const rule = signal.side === 'range' ? 'range' : signal.rule
  const text = op.t(ruleMessage[rule] ?? 'words.signal.outside', {
    name: signal.kpi_name,
    side: signal.side,
    periods: op.t(periodsMessage[signal.frequency as Frequency], { count: signal.points.length }),
  })
  return signal.eroding_title === null ? text : `${text} ${erodingWords(op, signal.eroding_title)}`
}

/** Names the OKR, unless the reader may not see it. */
export function erodingWords(op: Op, title: string): string {
  return title === '' ? op.t('words.signal.eroding_hidden') : op.t('words.signal.eroding', { title })
}

export function periodsWords(op: Op, kpi: KpiRow, count: number): string {
  return op.t(periodsMessage[kpi.frequency as Frequency], { count })
}

/** Shows a figure of the KPI in its unit; from a million on in its short form. */
export function figure(op: Op, kpi: KpiRow) {
  return (value: number) =>
    formatNumber(value, {
      locale: op.locale,
      precision: kpi.precision,
      unit: kpi.unit,
      isCompact: Math.abs(value) >= 1e6,
    })
}
