// The figures behind a chart as tables: its periods, its phases, its signals; not rounded.
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import type { Cell, Sheet } from '../../../core/text/sheet.ts'
import type { MessageId, Translate } from '../../../i18n/translator.ts'
import { readingWords } from './chips.tsx'

export function chartSheets(chart: ChartView, t: Translate): Sheet[] {
  return [
    { name: t('kpi.export.periods'), rows: periodRows(chart, t) },
    { name: t('kpi.export.phases'), rows: phaseRows(chart, t) },
    { name: t('kpi.signals.title'), rows: signalRows(chart, t) },
  ]
}

const day = (date: string | null): Cell => (date === null ? null : { date })

/** A row for each period, oldest first: what is drawn. A target that is a range stands in two columns. */
function periodRows(chart: ChartView, t: Translate): Cell[][] {
  const own = new Map(chart.targets.byPeriod.map(({ start, target }) => [start, target]))
  const head = [
    t('kpi.chart.head.period'),
    t('kpi.export.last_day'),
    t('kpi.chart.head.value'),
    t('kpi.chart.head.centre'),
    t('kpi.export.lower'),
    t('kpi.export.upper'),
    t('kpi.chart.head.target'),
    t('kpi.export.target_upper'),
    t('kpi.chart.head.note'),
  ]
  const rows = chart.periods.map(({ start, end, value, provisional, leftOut }): Cell[] => {
    const phase = chart.phases.findLast((one) => one.start === null || one.start <= start)
    const readings = new Set(
      chart.signals.filter(({ points }) => points.includes(start)).map(({ reading }) => reading),
    )
    const notes = [
      ...[...readings].map((reading) => t(readingWords[reading])),
      ...(provisional ? [t('kpi.chart.provisional')] : []),
      ...(leftOut === null ? [] : [t('kpi.chart.left_out', { reason: leftOut })]),
    ]
    return [
      ...[day(start), day(end), value, phase?.centre ?? null],
      ...(phase && phase.limits !== 'none' ? [phase.lower, phase.upper] : [null, null]),
      ...targetCells(own.get(start) ?? chart.targets.constant),
      notes.join(' · '),
    ]
  })
  return [head, ...rows]
}

export function targetCells(target: KpiView['target']): [Cell, Cell] {
  return typeof target === 'object' && target !== null ? [target.lower, target.upper] : [target, null]
}

const limitWords: Record<ChartView['phases'][number]['limits'], MessageId> = {
  none: 'kpi.export.limits.none',
  provisional: 'kpi.export.limits.provisional',
  firm: 'kpi.export.limits.firm',
}

function phaseRows({ phases }: ChartView, t: Translate): Cell[][] {
  const head = [
    t('kpi.export.first_day'),
    t('kpi.export.last_day'),
    t('kpi.export.points'),
    t('kpi.chart.head.centre'),
    t('kpi.export.lower'),
    t('kpi.export.upper'),
    t('kpi.export.moving_range'),
    t('kpi.chart.head.limits'),
    t('kpi.chart.head.note'),
  ]
  const rows = phases.map(
    ({ start, end, points, centre, lower, upper, movingRange, limits, reason }): Cell[] => [
      ...[day(start), day(end), points, centre, lower, upper, movingRange],
      ...[t(limitWords[limits]), reason],
    ],
  )
  return [head, ...rows]
}

const ruleWords: Record<ChartView['signals'][number]['rule'], MessageId> = {
  outside: 'kpi.export.rule.outside',
  run: 'kpi.export.rule.run',
  near_limit: 'kpi.export.rule.near_limit',
  trend: 'kpi.export.rule.trend',
}

function signalRows({ signals }: ChartView, t: Translate): Cell[][] {
  const head = [
    t('kpi.export.first_day'),
    t('kpi.export.last_period'),
    t('kpi.export.rule'),
    t('kpi.export.reading'),
    t('kpi.export.points'),
  ]
  const rows = signals.map(({ rule, side, reading, from, to, points }): Cell[] => [
    ...[day(from), day(to), t(side === 'range' ? 'kpi.export.rule.range' : ruleWords[rule])],
    ...[t(readingWords[reading]), points.length],
  ])
  return [head, ...rows]
}
