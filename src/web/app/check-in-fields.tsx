// The parts of a check-in that its line and its full form share: value or steps, and the words.
import type { KeyResultView } from '../../contract/okr.ts'
import type { Call } from '../../core/okr/status.ts'
import { Checkbox } from '../ui/choice.tsx'
import { ConfidencePicker } from '../ui/confidence.tsx'
import { SelectField, TextArea, TextField } from '../ui/inputs.tsx'
import { takesValue } from './check-in-draft.ts'
import { useFormat } from './format.ts'
import { keyResultWords } from './key-result-words.ts'
import { useT } from './language.tsx'
import { TypedNumberField } from './typed-number.tsx'
import type { CheckInForm } from './use-check-in.ts'

type Props = { keyResult: KeyResultView; form: CheckInForm; isLine?: boolean }

/** A field where a value is typed; where a KPI gives it, or steps do, what it says. */
export const ValueField = ({ keyResult, form, isLine = false }: Props) => {
  const t = useT()
  const format = useFormat()
  const { measure } = keyResult
  if (!takesValue(keyResult) || measure.kind === 'milestones') {
    const { value } = keyResultWords(form.preview, t, format)
    return <p className={isLine ? 'text-right font-semibold' : 'font-semibold'}>{value}</p>
  }
  return (
    <TypedNumberField
      label={isLine ? t('okr.check_in.value_of', { title: keyResult.title }) : t('okr.check_in.value')}
      labelHidden={isLine}
      text={form.draft.valueText}
      onText={(valueText) => form.change({ valueText })}
      // In a line there is no room beside the field: the last value says the unit.
      unit={isLine ? '' : measure.unit}
      placeholder={keyResult.current === null ? measure.unit : format.value(keyResult.current, measure.unit)}
      error={form.refused.field('value') ?? (form.errors.valueText && t(form.errors.valueText))}
    />
  )
}

export const StepsField = ({ keyResult, form }: Props) => {
  const t = useT()
  if (keyResult.measure.kind !== 'milestones') return null
  const { stepsDone } = form.draft
  const toggle = (index: number) =>
    stepsDone.includes(index)
      ? stepsDone.filter((step) => step !== index)
      : [...stepsDone, index].sort((a, b) => a - b)
  return (
    <fieldset>
      <legend className="sr-only">{t('okr.check_in.steps')}</legend>
      {keyResult.measure.steps.map((step, index) => (
        <Checkbox
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is named by its place
          key={index}
          label={step.title}
          checked={stepsDone.includes(index)}
          onChange={() => form.change({ stepsDone: toggle(index) })}
        />
      ))}
    </fieldset>
  )
}

export const ConfidenceField = ({ keyResult, form, isLine = false }: Props) => {
  const t = useT()
  return (
    <ConfidencePicker
      label={
        isLine ? t('okr.check_in.confidence_of', { title: keyResult.title }) : t('okr.check_in.confidence')
      }
      labelHidden={isLine}
      value={form.draft.confidence}
      onChange={(confidence) => form.change({ confidence })}
      levelLabel={(level) => t('okr.check_in.level', { level })}
    />
  )
}

/** What only exceptions need: a note, what stands in the way, and a call against the figures. */
export const WordsFields = ({ form }: Pick<Props, 'form'>) => {
  const t = useT()
  const { draft, errors, change, refused } = form
  const calls: { value: Call | ''; label: string }[] = [
    { value: '', label: t('okr.check_in.call_none') },
    { value: 'on_track', label: t('status.on_track') },
    { value: 'at_risk', label: t('status.at_risk') },
    { value: 'off_track', label: t('status.off_track') },
  ]
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextArea
          frame={{ label: t('okr.check_in.note') }}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
        <TextArea
          frame={{ label: t('okr.check_in.blockers') }}
          value={draft.blockers}
          onChange={(event) => change({ blockers: event.target.value })}
        />
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-[13rem_minmax(0,1fr)]">
        <SelectField
          frame={{ label: t('okr.check_in.call') }}
          options={calls}
          value={draft.call}
          onChange={(event) => change({ call: event.target.value as Call | '' })}
        />
        {draft.call && (
          <TextField
            frame={{
              label: t('okr.check_in.call_reason'),
              error: refused.field('callReason') ?? (errors.callReason && t(errors.callReason)),
            }}
            value={draft.callReason}
            onChange={(event) => change({ callReason: event.target.value })}
          />
        )}
      </div>
    </div>
  )
}
