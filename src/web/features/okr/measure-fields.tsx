// The measure of a key result: from somewhere to somewhere, within bounds, or step by step.
import type { MessageId } from '../../../i18n/translator.ts'
import { useLanguage } from '../../app/language.tsx'
import { readTyped, TypedNumberField } from '../../app/typed-number.tsx'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import {
  emptyStep,
  type KeyResultDraft,
  type KeyResultErrors,
  type KeyResultField,
  type MeasureKind,
  type StepDraft,
} from './key-result-draft.ts'

type Props = {
  draft: KeyResultDraft
  errors: KeyResultErrors
  onChange: (part: Partial<KeyResultDraft>) => void
}

const kinds: { value: MeasureKind; word: MessageId; hint: MessageId }[] = [
  { value: 'reach', word: 'okr.measure.reach', hint: 'okr.measure.reach_hint' },
  { value: 'keep', word: 'okr.measure.keep', hint: 'okr.measure.keep_hint' },
  { value: 'milestones', word: 'okr.measure.milestones', hint: 'okr.measure.milestones_hint' },
]

export const MeasureFields = ({ draft, errors, onChange }: Props) => {
  const { t } = useLanguage()
  // Steps cannot be read from a KPI.
  const offered = draft.kpi ? kinds.filter(({ value }) => value !== 'milestones') : kinds
  const hint = kinds.find(({ value }) => value === draft.kind)?.hint
  return (
    <div className="grid gap-3">
      <div className="grid gap-1">
        <Segmented
          label={t('okr.measure.kind')}
          value={draft.kind}
          options={offered.map(({ value, word }) => ({ value, label: t(word) }))}
          onChange={(kind) => onChange({ kind })}
        />
        {hint && <p className="text-sm text-ink-3">{t(hint)}</p>}
      </div>
      {draft.kind === 'milestones' ? (
        <Steps
          steps={draft.steps}
          error={errors.steps && t(errors.steps)}
          onChange={(steps) => onChange({ steps })}
        />
      ) : (
        <Numbers draft={draft} errors={errors} onChange={onChange} />
      )}
    </div>
  )
}

const ends: Record<
  'reach' | 'keep',
  { field: KeyResultField; text: 'startText' | 'targetText' | 'lowerText' | 'upperText'; word: MessageId }[]
> = {
  reach: [
    { field: 'start', text: 'startText', word: 'okr.measure.start' },
    { field: 'target', text: 'targetText', word: 'okr.measure.target' },
  ],
  keep: [
    { field: 'lower', text: 'lowerText', word: 'okr.measure.lower' },
    { field: 'upper', text: 'upperText', word: 'okr.measure.upper' },
  ],
}

const Numbers = ({ draft, errors, onChange }: Props) => {
  const { t, locale } = useLanguage()
  const shown = draft.kind === 'keep' ? ends.keep : ends.reach
  /** "48 phút" fills the unit in as well. */
  const type = (field: 'startText' | 'targetText' | 'lowerText' | 'upperText', text: string) => {
    const { unit } = readTyped(text, locale)
    onChange({ [field]: text, ...(unit && !draft.kpi ? { unit } : {}) })
  }
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      {shown.map(({ field, text, word }) => {
        const error = errors[field]
        return (
          <TypedNumberField
            key={field}
            label={t(word)}
            note={draft.kind === 'keep' ? t('okr.measure.optional') : undefined}
            text={draft[text]}
            onText={(typed) => type(text, typed)}
            unit={draft.unit}
            error={error && t(error)}
          />
        )
      })}
      <TextField
        frame={{ label: t('okr.measure.unit'), hint: draft.kpi ? t('okr.measure.unit_of_kpi') : undefined }}
        value={draft.unit}
        readOnly={draft.kpi !== null}
        placeholder={t('okr.measure.unit_example')}
        maxLength={40}
        onChange={(event) => onChange({ unit: event.target.value })}
      />
    </div>
  )
}

const Steps = ({
  steps,
  error,
  onChange,
}: {
  steps: StepDraft[]
  error: string | undefined
  onChange: (steps: StepDraft[]) => void
}) => {
  const { t } = useLanguage()
  const change = (key: string, part: Partial<StepDraft>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...part } : step)))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">{t('okr.measure.steps')}</legend>
      {steps.map((step, index) => (
        <div key={step.key} className="grid grid-cols-[minmax(0,1fr)_6rem_2rem] items-start gap-2">
          <TextField
            frame={{
              label: t('okr.measure.step', { number: index + 1 }),
              labelHidden: true,
              error: index === 0 ? error : undefined,
            }}
            placeholder={t('okr.measure.step', { number: index + 1 })}
            value={step.title}
            onChange={(event) => change(step.key, { title: event.target.value })}
          />
          <TypedNumberField
            label={t('okr.measure.step_weight', { number: index + 1 })}
            labelHidden
            placeholder={t('okr.measure.weight_one')}
            text={step.weightText}
            onText={(weightText) => change(step.key, { weightText })}
          />
          <IconButton
            icon="close"
            label={t('okr.measure.remove_step', { number: index + 1 })}
            disabled={steps.length === 1}
            onClick={() => onChange(steps.filter(({ key }) => key !== step.key))}
          />
        </div>
      ))}
      <div>
        <Button size="sm" icon="plus" onClick={() => onChange([...steps, emptyStep()])}>
          {t('okr.measure.add_step')}
        </Button>
      </div>
    </fieldset>
  )
}
