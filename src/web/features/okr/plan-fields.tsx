// A key result's own plan: dated values between start and target, typed in and drawn as they are typed.
import { useLanguage } from '../../app/language.tsx'
import { TypedNumberField } from '../../app/typed-number.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { DateField } from '../../ui/inputs.tsx'
import { emptyPoint, type KeyResultDraft, type KeyResultErrors, type PointDraft } from './key-result-draft.ts'
import { PlanDrawing } from './plan-drawing.tsx'

type Props = {
  draft: KeyResultDraft
  errors: KeyResultErrors
  /** The days that the key result lasts, its own or the cycle's. */
  dates: { start: string; end: string } | null
  onChange: (part: Partial<KeyResultDraft>) => void
}

export const PlanFields = ({ draft, errors, dates, onChange }: Props) => {
  const { t } = useLanguage()
  const { plan } = draft
  const change = (key: string, part: Partial<PointDraft>) =>
    onChange({ plan: plan.map((point) => (point.key === key ? { ...point, ...part } : point)) })
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">{t('objective.plan')}</legend>
      <p className="text-sm text-ink-3">{t('objective.plan.hint')}</p>
      {plan.length > 0 && <PlanDrawing draft={draft} dates={dates} />}
      {plan.map((point, index) => {
        const number = index + 1
        const dateError = errors.plan?.[point.key]?.date
        const valueError = errors.plan?.[point.key]?.value
        return (
          <div
            key={point.key}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2rem] items-start gap-2"
          >
            <DateField
              frame={{
                label: t('objective.plan.date', { number }),
                labelHidden: true,
                error: dateError && t(dateError.message, dateError.values),
              }}
              value={point.date}
              onChange={(event) => change(point.key, { date: event.target.value })}
            />
            <TypedNumberField
              label={t('objective.plan.value', { number })}
              labelHidden
              text={point.valueText}
              unit={draft.unit}
              onText={(valueText) => change(point.key, { valueText })}
              error={valueError && t(valueError.message)}
            />
            <IconButton
              icon="close"
              label={t('objective.plan.remove', { number })}
              onClick={() => onChange({ plan: plan.filter(({ key }) => key !== point.key) })}
            />
          </div>
        )
      })}
      <div>
        <Button size="sm" icon="plus" onClick={() => onChange({ plan: [...plan, emptyPoint()] })}>
          {t('objective.plan.add')}
        </Button>
      </div>
    </fieldset>
  )
}
