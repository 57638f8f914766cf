// A whole check-in on a key result: day, value or steps, confidence, words, call.
import { type FormEvent, type KeyboardEvent, useId } from 'react'
import type { CheckInView, KeyResultView } from '../../../contract/okr.ts'
import { draftOf, newDraft } from '../../app/check-in-draft.ts'
import { ConfidenceField, StepsField, ValueField, WordsFields } from '../../app/check-in-fields.tsx'
import { MiniSpan } from '../../app/key-result-span.tsx'
import { useLanguage } from '../../app/language.tsx'
import { numberToType } from '../../app/number-to-type.ts'
import { useSession } from '../../app/session.tsx'
import { keptCheckIn, useCheckIn } from '../../app/use-check-in.ts'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/inputs.tsx'

type Props = {
  keyResult: KeyResultView
  /** The check-in that is to be corrected: the same day, as a new version. */
  corrects?: CheckInView
  onDone: () => void
}

export const CheckInForm = ({ keyResult, corrects, onDone }: Props) => {
  const { t, locale } = useLanguage()
  const { today } = useSession()
  const id = useId()
  const initial = corrects
    ? draftOf(corrects, keyResult, numberToType(corrects.value, locale))
    : newDraft(keyResult, today)
  const form = useCheckIn(keyResult, initial, {
    keptAs: corrects ? `${keptCheckIn(keyResult.id)}.${corrects.date}` : keptCheckIn(keyResult.id),
    onPublished: onDone,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    form.publish()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
  }
  const dateError = form.refused.field('date') ?? (form.errors.date && t(form.errors.date))
  return (
    <form
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      noValidate
      aria-labelledby={id}
      className="mt-4 grid gap-4 border-t pt-4"
    >
      <h4 id={id} className="font-semibold">
        {corrects ? t('okr.check_in.correct_title') : t('okr.check_in.new')}
      </h4>
      <div className="grid items-start gap-4 sm:grid-cols-[9.5rem_9.5rem_minmax(0,1fr)]">
        <DateField
          frame={{ label: t('okr.check_in.date'), error: dateError }}
          value={form.draft.date}
          max={today}
          min={keyResult.firstDay}
          readOnly={corrects !== undefined}
          onChange={(event) => form.change({ date: event.target.value })}
        />
        <ValueField keyResult={keyResult} form={form} />
        <div className="sm:pt-7">
          <MiniSpan keyResult={form.preview} />
        </div>
      </div>
      <StepsField keyResult={keyResult} form={form} />
      <ConfidenceField keyResult={keyResult} form={form} />
      <WordsFields form={form} />
      {form.refused.detail && (
        <p role="alert" className="text-sm text-son-ink">
          {form.refused.detail}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={form.isPending}>
          {t('okr.check_in.publish')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('okr.edit.leave')}
        </Button>
      </div>
    </form>
  )
}
