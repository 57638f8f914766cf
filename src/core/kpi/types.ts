// The words of DOMAIN.md section 7 as types, shared by every file of this room.
import type { IsoDate } from '../calendar/iso-date.ts'

export type Direction = 'up' | 'down' | 'range'
export type Frequency = 'day' | 'week' | 'month' | 'quarter'
export type Aggregation = 'sum' | 'mean' | 'last' | 'min' | 'max' | 'median' | 'count' | 'ratio'
export type RuleSet = 'wheeler' | 'nhs'
export type LimitMethod = 'mean' | 'median'

/** How a KPI's behaviour is judged, chosen per KPI. */
export type ProcessRules = {
  ruleSet: RuleSet
  /** Limits from the mean moving range, or from the median one, which outliers hardly move. */
  limitMethod: LimitMethod
  /** The centre that goes with it; the mean unless told otherwise. */
  centreMethod?: LimitMethod
}

/** One period of a KPI. `end` is its last day, inclusive. `value` is null where nothing was measured: never 0. */
export type Period = {
  start: IsoDate
  end: IsoDate
  value: number | null
  /** The running period: shown hollow, kept out of limits and signals. */
  provisional: boolean
  /** Left out of the baseline with a reason (Tết, a strike): drawn, but no part of limits, ranges or signals. */
  leftOut?: boolean
}

/** Which periods of a phase its limits rest on. `range` is inclusive, by the periods' first days. */
export type Baseline = 'all' | { first: number } | { from: IsoDate; to: IsoDate }

/** A stretch of time with one set of limits. It ends where the next one starts. */
export type Phase = {
  id: string
  start: IsoDate
  baseline: Baseline
  /** The baseline takes no period that ends after this day (a key result was published on the KPI). */
  frozenAt?: IsoDate
}

export type SignalRule = 'outside' | 'run' | 'near_limit' | 'trend'
export type Side = 'above' | 'below' | 'range'
export type Reading = 'improvement' | 'concern' | 'change'
export type Variation = 'common_cause' | Reading
export type Capability = 'capable' | 'incapable' | 'unreliable'
export type Firmness = 'none' | 'provisional' | 'firm'

/** A KPI's target: one value, or for `range` a lower and an upper one. */
export type Target = { value: number } | { lower: number; upper: number }
