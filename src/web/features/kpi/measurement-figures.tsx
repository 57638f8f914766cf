// A measurement's figures: one value, or numerator and denominator; shown, and typed.
import type { KpiView, MeasurementView } from '../../../contract/kpi.ts'
import { formatFor } from '../../../i18n/format-for.ts'
import type { Locale } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { numberToType } from '../../app/number-to-type.ts'
import { readTyped, TypedNumberField } from '../../app/typed-number.tsx'

/** As typed; `denominator` only for a ratio. */
export type TypedFigures = { value: string; denominator: string }

export const noFigures: TypedFigures = { value: '', denominator: '' }

export type Figures = { value: number } | { numerator: number; denominator: number }

/** What was typed as the API takes it, or null while something is missing or cannot be read. */
export function readFigures(typed: TypedFigures, { aggregation }: KpiView, locale: Locale): Figures | null {
  const { value } = readTyped(typed.value, locale)
  if (aggregation !== 'ratio') return value === null ? null : { value }
  const denominator = readTyped(typed.denominator, locale).value
  return value === null || denominator === null ? null : { numerator: value, denominator }
}

export function figuresToType(
  { value, numerator, denominator }: MeasurementView,
  locale: Locale,
): TypedFigures {
  return { value: numberToType(numerator ?? value, locale), denominator: numberToType(denominator, locale) }
}

/** "48", or "38 ÷ 40" for a ratio; as it was typed, not rounded. */
export function figuresText({ value, numerator, denominator }: MeasurementView, locale: Locale): string {
  const format = formatFor(locale)
  return numerator === null
    ? format.number(value)
    : `${format.number(numerator)} ÷ ${format.number(denominator)}`
}

type FigureFieldsProps = {
  kpi: KpiView
  typed: TypedFigures
  onTyped: (typed: TypedFigures) => void
  autoFocus?: boolean
}

export const FigureFields = ({ kpi, typed, onTyped, autoFocus = false }: FigureFieldsProps) => {
  const t = useT()
  const isRatio = kpi.aggregation === 'ratio'
  return (
    <>
      <TypedNumberField
        label={t(isRatio ? 'kpi.import.role.numerator' : 'kpi.import.role.value')}
        unit={isRatio ? '' : kpi.unit}
        text={typed.value}
        onText={(value) => onTyped({ ...typed, value })}
        autoFocus={autoFocus}
      />
      {isRatio && (
        <TypedNumberField
          label={t('kpi.import.role.denominator')}
          text={typed.denominator}
          onText={(denominator) => onTyped({ ...typed, denominator })}
        />
      )}
    </>
  )
}
