import type { ReactNode } from 'react'
import { TypedNumberField } from '../../app/typed-number.tsx'
import type { PartProps } from './kpi-form-values.ts'

type TypedProps = PartProps & {
  field: 'precision' | 'amberMargin' | 'floor' | 'ceiling' | 'baselineFirst'
  label: string
  hint?: ReactNode
  unit?: string
}

/** A number of the advanced part, by its field. */
export const Typed = ({ values, set, error, field, label, hint, unit = '' }: TypedProps) => (
  <TypedNumberField
    label={label}
    hint={hint}
    unit={unit}
    text={values[field]}
    onText={(text) => set(field, text)}
    error={error(field)}
  />
)
