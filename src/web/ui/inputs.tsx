// The native controls in their frame.
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { controlClass, Field, type FieldFrame } from './field.tsx'
import { Icon } from './icon.tsx'

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'children'>

type TextFieldProps = { frame: FieldFrame } & InputProps

export const TextField = ({ frame, className = '', ...input }: TextFieldProps) => (
  <Field {...frame}>
    {(control) => <input type="text" {...input} {...control} className={`${controlClass} ${className}`} />}
  </Field>
)

type NumberFieldProps = TextFieldProps & {
  /** Beside the number, in words that are read. */
  unit?: ReactNode
}

/**
 * A number as people type it ("15 tỷ", "1.500", "70%"): text with a numeric keyboard. How it was understood is said by
 * the caller in the frame's hint; a native number input would refuse such text or change it under the wheel.
 */
export const NumberField = ({ frame, unit, className = '', ...input }: NumberFieldProps) => (
  <Field {...frame}>
    {(control) => (
      <div className="flex items-center gap-2">
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          {...input}
          {...control}
          className={`${controlClass} text-right ${className}`}
        />
        {unit && <span className="shrink-0 text-ink-2">{unit}</span>}
      </div>
    )}
  </Field>
)

export const DateField = ({ frame, className = '', ...input }: TextFieldProps) => (
  <Field {...frame}>
    {(control) => <input {...input} {...control} type="date" className={`${controlClass} ${className}`} />}
  </Field>
)

type TextAreaProps = { frame: FieldFrame } & Omit<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  'id' | 'children'
>

/** Grows with what is written, where the browser can. */
export const TextArea = ({ frame, className = '', ...area }: TextAreaProps) => (
  <Field {...frame}>
    {(control) => (
      <textarea
        rows={3}
        {...area}
        {...control}
        className={`${controlClass} field-sizing-content min-h-20 ${className}`}
      />
    )}
  </Field>
)

type SelectFieldProps = {
  frame: FieldFrame
  options: { value: string; label: string; disabled?: boolean }[]
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'children'>

export const SelectField = ({ frame, options, className = '', ...select }: SelectFieldProps) => (
  <Field {...frame}>
    {(control) => (
      <div className="relative flex items-center">
        <select {...select} {...control} className={`${controlClass} appearance-none pr-8 ${className}`}>
          {options.map(({ value, label, disabled }) => (
            <option key={value} value={value} disabled={disabled}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" className="pointer-events-none absolute right-2.5 text-ink-3" />
      </div>
    )}
  </Field>
)
