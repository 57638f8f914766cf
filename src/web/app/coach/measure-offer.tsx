// The measure that was read in the text, to be filled in and confirmed.
import type { ReadMeasure } from '../../../core/coach/measure-shape.ts'
import type { Format } from '../../../i18n/format-for.ts'
import type { Translate } from '../../../i18n/translator.ts'
import { Button } from '../../ui/button.tsx'
import { useFormat } from '../format.ts'
import { useT } from '../language.tsx'

export const MeasureOffer = ({ measure, onFill }: { measure: ReadMeasure; onFill: () => void }) => {
  const t = useT()
  const words = measureReadWords(measure, t, useFormat())
  if (words === null) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-2">
      <span>
        {t('coach.read_measure')} <span className="font-semibold tabular-nums">{words}</span>
      </span>
      <Button size="sm" icon="check" onClick={onFill}>
        {t('coach.fill_measure')}
      </Button>
    </p>
  )
}

/** Null where the text names no figure to fill in, such as `double MRR`. */
function measureReadWords(measure: ReadMeasure, t: Translate, format: Format): string | null {
  const shown = (value: number) => format.value(value, measure.unit, undefined, true)
  if (measure.kind === 'keep') {
    const { lower, upper } = measure
    if (lower !== undefined && upper !== undefined)
      return t('okr.measure.between', { lower: shown(lower), upper: shown(upper) })
    if (upper !== undefined) return t('okr.measure.at_most', { upper: shown(upper) })
    return lower === undefined ? null : t('okr.measure.at_least', { lower: shown(lower) })
  }
  const { start, target } = measure
  if (target === undefined) return null
  return start === undefined
    ? t('coach.measure.target', { target: shown(target) })
    : t('okr.measure.from_to', { start: shown(start), target: shown(target) })
}
