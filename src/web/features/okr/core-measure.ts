import type { KeyResultView } from '../../../contract/okr.ts'
import type { Measure } from '../../../core/okr/measure.ts'

/** The measure as core takes it: a bound that is not there is absent. */
export function coreMeasure({ measure }: Pick<KeyResultView, 'measure'>): Measure {
  if (measure.kind !== 'keep') return measure
  const { unit, lower, upper } = measure
  return { kind: 'keep', unit, ...(lower == null ? {} : { lower }), ...(upper == null ? {} : { upper }) }
}
