// The form of a KPI's definition: what everyone fills in, and behind it what has a sensible default.
import { type FormEvent, type ReactNode, useState } from 'react'
import type { NewKpiInput } from '../../../contract/kpi.ts'
import type { Told } from '../../app/change.ts'
import { useLanguage } from '../../app/language.tsx'
import { useFirstError } from '../../app/use-first-error.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { KpiFormAdvanced } from './kpi-form-advanced.tsx'
import { KpiFormBasics } from './kpi-form-basics.tsx'
import { type FormErrors, type FormValues, type PartProps, readForm } from './kpi-form-values.ts'

type KpiFormProps = {
  /** The KPI that is changed; none for a new one. */
  id?: string
  initial: FormValues
  saveLabel: string
  isSaving: boolean
  told: Told
  /** Where someone else changed the same fields: whose is kept. */
  merge?: ReactNode
  onSave: (input: NewKpiInput) => void
  onLeave: () => void
}

export const KpiForm = ({ id, initial, saveLabel, isSaving, told, merge, onSave, onLeave }: KpiFormProps) => {
  const { t, locale } = useLanguage()
  const [values, setValues] = useState(initial)
  const [errors, setErrors] = useState<FormErrors>({})
  const [refused, setRefused] = useState<FormErrors>({})
  const form = useFirstError(refused)
  const part: PartProps = {
    values,
    set: (field, value) => {
      setValues((before) => ({ ...before, [field]: value }))
      setErrors(({ [field]: _, ...rest }) => rest)
    },
    error: (field) => {
      const own = errors[field]
      return own ? t(own) : told.field(field)
    },
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const read = readForm(values, locale)
    const found = 'errors' in read ? read.errors : {}
    setErrors(found)
    setRefused(found)
    if ('input' in read) onSave(read.input)
  }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      className="grid max-w-2xl gap-5"
    >
      <KpiFormBasics id={id} {...part} />
      <KpiFormAdvanced {...part} />
      {merge}
      {told.detail && <Notice tone="wrong">{told.detail}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={isSaving}>
          {saveLabel}
        </Button>
        <Button look="quiet" onClick={onLeave}>
          {t('kpi.form.cancel')}
        </Button>
      </div>
    </form>
  )
}
