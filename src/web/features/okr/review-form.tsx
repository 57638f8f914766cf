// What the owner makes of an objective: score, reflection, decision. What is written is kept until it is saved.
import { type KeyboardEvent, useState } from 'react'
import type { ReviewView } from '../../../contract/okr.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useKept } from '../../app/kept.ts'
import { useLanguage } from '../../app/language.tsx'
import { numberToType } from '../../app/number-to-type.ts'
import { readTyped, TypedNumberField } from '../../app/typed-number.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { TextArea, TextField } from '../../ui/inputs.tsx'
import { type Decision, DecisionChoice } from './decision-choice.tsx'
import { scoreText } from './score-text.ts'
import { goFrom } from './use-review-keys.ts'

type Draft = {
  scoreText: string
  scoreReason: string
  worked: string
  didNot: string
  learned: string
  decision: Decision | ''
}

const draftOf = (item: ReviewView, locale: 'vi' | 'en'): Draft => ({
  scoreText: numberToType(item.score, locale),
  scoreReason: item.scoreReason,
  worked: item.worked,
  didNot: item.didNot,
  learned: item.learned,
  decision: item.decision ?? '',
})

export const ReviewForm = ({ item }: { item: ReviewView }) => {
  const { t, locale } = useLanguage()
  const kept = useKept<Draft>(`review.${item.objective.id}`, () => draftOf(item, locale))
  const draft = kept.value
  const [version, setVersion] = useState(item.version)
  const [wasTried, setWasTried] = useState(false)
  const change = (part: Partial<Draft>) => kept.set({ ...draft, ...part })
  const { value: typedScore, error } = readTyped(draft.scoreText, locale)
  const isOutside = typedScore !== null && (typedScore < 0 || typedScore > 1)
  const isChanged = typedScore !== null && typedScore !== item.proposedScore
  const isReasonMissing = isChanged && draft.scoreReason.trim() === ''
  const isComplete = !error && !isOutside && !isReasonMissing
  const save = useChange(() => {
    const { scoreReason, worked, didNot, learned, decision } = draft
    // A decision without a score of one's own takes the proposed one.
    const score = typedScore ?? (decision ? item.proposedScore : null)
    const fields = {
      score,
      scoreReason: scoreReason.trim(),
      worked,
      didNot,
      learned,
      decision: decision || null,
    }
    return client.objectives.review({ id: item.objective.id, ...fields }, { context: { ifMatch: version } })
  })
  const told = useTold()(save.error)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    submit(event)
    if (isComplete) goFrom(1)
  }
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault()
    setWasTried(true)
    if (isComplete)
      save.mutate(undefined, {
        onSuccess: (saved) => {
          setVersion(saved.version)
          kept.forget()
        },
      })
  }
  const scoreError = isOutside ? t('okr.review.score_outside') : undefined
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <TypedNumberField
          label={t('okr.review.score')}
          text={draft.scoreText}
          onText={(scoreText) => change({ scoreText })}
          placeholder={scoreText(item.proposedScore, locale)}
          error={scoreError}
        />
        {isChanged && (
          <TextField
            frame={{
              label: t('okr.review.score_reason'),
              error:
                told.field('scoreReason') ??
                (wasTried && isReasonMissing ? t('okr.review.score_reason_missing') : undefined),
            }}
            value={draft.scoreReason}
            onChange={(event) => change({ scoreReason: event.target.value })}
          />
        )}
      </div>
      <div className="grid gap-4 md:grid-cols-3">
        <TextArea
          frame={{ label: t('okr.review.worked') }}
          value={draft.worked}
          onChange={(event) => change({ worked: event.target.value })}
        />
        <TextArea
          frame={{ label: t('okr.review.did_not') }}
          value={draft.didNot}
          onChange={(event) => change({ didNot: event.target.value })}
        />
        <TextArea
          frame={{ label: t('okr.review.learned') }}
          value={draft.learned}
          onChange={(event) => change({ learned: event.target.value })}
        />
      </div>
      <div>
        <p className="mb-1 font-semibold">{t('okr.review.decision')}</p>
        <DecisionChoice
          label={t('okr.review.decision')}
          value={draft.decision}
          onChange={(decision) => change({ decision })}
        />
      </div>
      {told.detail && (
        <p role="alert" className="text-sm text-son-ink">
          {told.detail}
        </p>
      )}
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" disabled={save.isPending}>
          {t('okr.edit.save')}
        </Button>
        {save.isSuccess && (
          <span role="status" className="inline-flex items-center gap-1.5 text-sm text-teal-ink">
            <Icon name="check" size={12} />
            {t('okr.review.saved')}
          </span>
        )}
        {kept.isKept && !save.isPending && (
          <span className="text-sm text-ink-3">{t('pace.review.kept')}</span>
        )}
      </div>
    </form>
  )
}
