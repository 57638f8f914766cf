// The forecast of a key result, from facts that are loaded already, in words and explained (DOMAIN.md 7.4).
import type { ExplainedView, ForecastBandView, ForecastView } from '../../../contract/okr.ts'
import { sumOf } from '../../../core/arithmetic.ts'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { periodsBetween } from '../../../core/kpi/periods.ts'
import type { Frequency } from '../../../core/kpi/types.ts'
import {
  dampedSteps,
  ENOUGH_OBSERVATIONS,
  type Forecast,
  type ForecastAsk,
  type ForecastReading,
  forecastOf,
  type NoForecast,
} from '../../../core/loop/forecast.ts'
import type { Observation } from '../../../core/loop/trend.ts'
import type { ReachMeasure } from '../../../core/okr/measure.ts'
import { formatNumber } from '../../../core/text/format-number.ts'
import { formatFor } from '../../../i18n/format-for.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { Op } from '../../platform/operation-context.ts'
import { workCalendar } from '../kpi/public.ts'
import { kpiSource } from './explain.ts'
import { type KeyResultFacts, readingOf } from './figures.ts'

export function forecastView(op: Op, facts: KeyResultFacts): ForecastView {
  return told(op, facts, computed(op, facts))
}

/** As the rows of a list draw it: nothing in words. */
export function forecastBand(op: Op, facts: KeyResultFacts): ForecastBandView {
  const forecast = computed(op, facts)
  const { id } = facts.row
  if (typeof forecast === 'string') return { id, progress: null, chance: null, reason: forecast }
  const { progress, chance } = forecast
  return { id, progress, chance, reason: null }
}

/** With what it rests on. */
export function forecastWhole(op: Op, facts: KeyResultFacts): ForecastView & { explain: ExplainedView } {
  const forecast = computed(op, facts)
  return { ...told(op, facts, forecast), explain: explained(op, facts, forecast) }
}

function computed(op: Op, facts: KeyResultFacts): Forecast | NoForecast {
  const { measure, dates } = facts
  if (measure.kind !== 'reach') return 'not_reach'
  return remembered({
    measure,
    observations: observationsOf(facts),
    day: op.today,
    lastDay: dates.end,
    ...(facts.kpi ? ofPeriods(op, facts) : { reading: { kind: 'last' } }),
  })
}

const most = 5000
const known = new Map<string, Forecast | NoForecast>()

/** The same data gives the same answer: it is computed when an observation arrives, and not for each who looks. */
function remembered(ask: ForecastAsk): Forecast | NoForecast {
  const key = JSON.stringify(ask)
  const earlier = known.get(key)
  if (earlier !== undefined) return earlier
  const forecast = forecastOf(ask)
  const [oldest] = known.keys()
  if (oldest !== undefined && known.size >= most) known.delete(oldest)
  known.set(key, forecast)
  return forecast
}

/** Manual: the values of check-ins. Bound: the KPI's closed periods wholly within the key result's dates. */
function observationsOf({ kpi, checkIns, dates }: KeyResultFacts): Observation[] {
  if (!kpi)
    return checkIns.flatMap(({ on_date, value }) => (value === null ? [] : [{ date: on_date, value }]))
  return kpi.periods.flatMap(({ start, end, value, provisional }) =>
    provisional || value === null || start < dates.start || end > dates.end ? [] : [{ date: end, value }],
  )
}

/** What a bound key result will read on its last day, and how many periods are still to close by then. */
function ofPeriods(
  op: Op,
  { kpi, row, dates }: KeyResultFacts,
): { reading: ForecastReading; steps?: number } {
  const closed = (kpi?.periods ?? []).flatMap(({ start, end, value, provisional }) =>
    provisional || value === null ? [] : [{ start, end, value }],
  )
  const last = closed.at(-1)
  if (!kpi || !last) return { reading: { kind: 'last' } }
  const frequency = kpi.row.frequency as Frequency
  const toCome = periodsBetween(addDays(last.end, 1), dates.end, frequency, workCalendar(op))
  return {
    reading: readingToCome(closed, row, dates.start),
    steps: toCome.filter(({ end }) => end <= dates.end).length,
  }
}

type ClosedPeriod = { start: IsoDate; value: number }

function readingToCome(
  closed: ClosedPeriod[],
  row: KeyResultFacts['row'],
  firstDay: IsoDate,
): ForecastReading {
  const reading = readingOf(row)
  if (reading.kind === 'mean')
    return { kind: 'mean', n: reading.n, tail: closed.slice(-reading.n).map(({ value }) => value) }
  if (reading.kind === 'latest') return { kind: 'last' }
  return {
    kind: 'total',
    soFar: sumOf(closed.filter(({ start }) => start >= firstDay).map(({ value }) => value)),
  }
}

const reasonMessage: Record<NoForecast, MessageId> = {
  not_reach: 'pace.forecast.not_reach',
  too_few: 'pace.forecast.too_few',
  over: 'pace.forecast.over',
}

function told(op: Op, facts: KeyResultFacts, forecast: Forecast | NoForecast): ForecastView {
  const observations = observationsOf(facts).length
  const common = { observations, lastDay: facts.dates.end }
  if (typeof forecast === 'string') {
    const words = op.t(reasonMessage[forecast], { count: observations, needed: ENOUGH_OBSERVATIONS })
    return { ...common, value: null, progress: null, chance: null, reason: forecast, words }
  }
  const { p10, p50, p90, chance, progress, steps } = forecast
  const show = shownLike(op, facts.measure as ReachMeasure)
  const words = op.t(steps === 0 ? 'pace.forecast.settled' : 'pace.forecast.words', {
    date: formatFor(op.locale, op.workspace.timeZone).date(facts.dates.end),
    p10: show(p10),
    p50: show(p50),
    p90: show(p90),
    chance: chanceWords(op, chance),
  })
  return { ...common, value: { p10, p50, p90 }, progress, chance, reason: null, words }
}

/** A share of a thousand futures is never told as certain. */
function chanceWords(op: Op, chance: number): string {
  if (chance < 0.01) return op.t('pace.forecast.chance.least')
  if (chance > 0.99) return op.t('pace.forecast.chance.most')
  return formatNumber(chance * 100, { locale: op.locale, precision: 0, unit: '%' })
}

/** As finely as the way from start to target asks for: a hundredth of it. */
function shownLike(op: Op, { start, target, unit }: ReachMeasure): (value: number) => string {
  const span = Math.abs(target - start)
  const precision = Math.max(0, Math.min(12, 2 - Math.floor(Math.log10(span))))
  const isCompact = Math.max(Math.abs(start), Math.abs(target)) >= 10_000 && span >= 0.05 * Math.abs(target)
  return (value) =>
    formatNumber(value, { locale: op.locale, unit, ...(isCompact ? { isCompact } : { precision }) })
}

function explained(op: Op, facts: KeyResultFacts, forecast: Forecast | NoForecast): ExplainedView {
  const source = facts.kpi ? kpiSource(op, facts.kpi) : null
  const line = (label: MessageId, value: string, from: string | null = null) => ({
    label: op.t(label),
    value,
    weight: null,
    source: from,
    date: null,
  })
  const seen = line('pace.forecast.explain.observations', String(observationsOf(facts).length), source)
  const { words } = told(op, facts, forecast)
  const formula = op.t('pace.forecast.explain.formula')
  if (typeof forecast === 'string') return { words, formula, result: null, inputs: [seen] }
  const { trend, spread, steps, p50 } = forecast
  const measure = facts.measure as ReachMeasure
  const show = shownLike(op, measure)
  const number = (value: number, precision = 1) => formatNumber(value, { locale: op.locale, precision })
  const carried = number(dampedSteps(steps, trend.span))
  return {
    words: show(p50),
    formula,
    result: p50,
    inputs: [
      line('pace.forecast.explain.level', show(trend.level)),
      line(
        'pace.forecast.explain.slope',
        show(trend.slope),
        op.t('pace.forecast.explain.per_step', { days: trend.stepDays }),
      ),
      line(
        'pace.forecast.explain.carried',
        show(trend.slope * dampedSteps(steps, trend.span)),
        op.t('pace.forecast.explain.steps_of', { carried, steps, span: number(trend.span) }),
      ),
      line('pace.forecast.explain.spread', show(spread)),
      seen,
    ],
  }
}
