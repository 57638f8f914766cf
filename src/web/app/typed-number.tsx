// A number as people type it ("15 tỷ", "1.500.000", "48 phút"): read by core, and shown as it was read.
import type { ReactNode } from 'react'
import { parseNumber } from '../../core/text/parse-number.ts'
import type { Locale, MessageId } from '../../i18n/translator.ts'
import { NumberField } from '../ui/inputs.tsx'
import { useFormat } from './format.ts'
import { useLanguage } from './language.tsx'

export type NumberRead = { value: number | null; unit: string; error: MessageId | null }

/** What was typed, as a number; nothing typed is no number and no error. */
export function readTyped(text: string, locale: Locale): NumberRead {
  const result = parseNumber(text, locale)
  if (result.ok) return { value: result.number.value, unit: result.number.unit ?? '', error: null }
  if (result.code === 'empty') return { value: null, unit: '', error: null }
  const error = result.code === 'too_many_digits' ? 'okr.number.too_many_digits' : 'okr.number.not_a_number'
  return { value: null, unit: '', error }
}

type Props = {
  label: string
  labelHidden?: boolean
  note?: ReactNode
  hint?: ReactNode
  text: string
  onText: (text: string) => void
  unit?: string
  error?: ReactNode
  placeholder?: string
  autoFocus?: boolean
  required?: boolean
}

export const TypedNumberField = ({
  label,
  labelHidden,
  note,
  hint,
  text,
  onText,
  unit,
  error,
  ...input
}: Props) => {
  const { locale, t } = useLanguage()
  const format = useFormat()
  const read = readTyped(text, locale)
  const shown = format.value(read.value, read.unit || unit || '')
  const isPlain =
    read.value === null ||
    squeeze(text) === squeeze(shown) ||
    squeeze(text) === squeeze(format.number(read.value))
  return (
    <NumberField
      frame={{
        label,
        labelHidden: labelHidden ?? false,
        note,
        hint: isPlain ? hint : t('okr.number.read_as', { value: shown }),
        error: error ?? (read.error ? t(read.error) : undefined),
      }}
      unit={read.unit ? undefined : unit}
      value={text}
      onChange={(event) => onText(event.target.value)}
      {...input}
    />
  )
}

const squeeze = (text: string) =>
  text
    .replace(/[\s\u00A0]+/g, '')
    .replace('\u2212', '-')
    .toLowerCase()
