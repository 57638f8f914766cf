// The words of a KPI's definition: codes of the contract to messages.
import type { KpiView } from '../../contract/kpi.ts'
import type { MessageId } from '../../i18n/translator.ts'

export const directionWords: Record<KpiView['direction'], MessageId> = {
  up: 'kpi.direction.up',
  down: 'kpi.direction.down',
  range: 'kpi.direction.range',
}

export const frequencyWords: Record<KpiView['frequency'], MessageId> = {
  day: 'kpi.frequency.day',
  week: 'kpi.frequency.week',
  month: 'kpi.frequency.month',
  quarter: 'kpi.frequency.quarter',
}

export const aggregationWords: Record<KpiView['aggregation'], MessageId> = {
  mean: 'kpi.aggregation.mean',
  sum: 'kpi.aggregation.sum',
  last: 'kpi.aggregation.last',
  count: 'kpi.aggregation.count',
  ratio: 'kpi.aggregation.ratio',
  median: 'kpi.aggregation.median',
  min: 'kpi.aggregation.min',
  max: 'kpi.aggregation.max',
}
