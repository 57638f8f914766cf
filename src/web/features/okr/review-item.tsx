// One objective in review: what the figures propose, what its owner makes of it, and what comes next.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CycleView, ReviewView } from '../../../contract/okr.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage, useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { useRights } from '../../app/rights.ts'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { LinkedText } from '../../ui/linked-text.tsx'
import { Why, WhyLines } from '../../ui/why.tsx'
import { CarryOver } from './carry-over.tsx'
import { decisionWords } from './decision-choice.tsx'
import { KeyResultEnding } from './key-result-ending.tsx'
import { ReviewForm } from './review-form.tsx'
import { scoreText } from './score-text.ts'

type Props = {
  item: ReviewView
  state: CycleView['state']
  proofFor: ((keyResultId: string) => ReactNode) | undefined
}

const bands: Record<'red' | 'amber' | 'green', { tone: ChipTone; icon: IconName; word: MessageId }> = {
  green: { tone: 'good', icon: 'circle', word: 'okr.band.green' },
  amber: { tone: 'attention', icon: 'diamond', word: 'okr.band.amber' },
  red: { tone: 'wrong', icon: 'octagon', word: 'okr.band.red' },
}

export const ReviewItem = ({ item, state, proofFor }: Props) => {
  const t = useT()
  const names = useNames()
  const rights = useRights()
  const { objective, keyResults } = item
  const { id, title, ownerId, unitId, ambition } = objective
  const mayCarry =
    state !== 'active' && state !== 'draft' && rights('objective.close', { ownerIds: [ownerId], unitId })
  const mayDecide = mayCarry && state === 'review'
  return (
    <li
      id={`review-${id}`}
      data-review
      tabIndex={-1}
      aria-labelledby={`review-title-${id}`}
      className="scroll-mt-6 rounded-md border bg-surface focus-visible:outline-2 focus-visible:outline-cham"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-4 pb-3 sm:px-5">
        <div className="min-w-0 grow basis-72">
          <h2 id={`review-title-${id}`} className="text-lg font-semibold text-balance">
            <Link to="/okrs/$objectiveId" params={{ objectiveId: id }} className="hover:underline">
              {title}
            </Link>
          </h2>
          <p className="text-sm text-ink-3">
            {[
              names.unit(unitId),
              names.member(ownerId),
              ambition === 'committed' ? t('okr.ambition.committed') : t('okr.ambition.aspirational'),
            ].join(' · ')}
          </p>
        </div>
        <Score item={item} />
      </div>
      <ul className="divide-y border-y">
        {keyResults.map((keyResult) => (
          <KeyResultEnding
            key={keyResult.id}
            keyResult={keyResult}
            mayDecide={mayDecide}
            proof={keyResult.kpi?.name && proofFor?.(keyResult.id)}
          />
        ))}
      </ul>
      <div className="px-4 py-4 sm:px-5">
        {mayDecide ? <ReviewForm item={item} /> : <Reflection item={item} />}
      </div>
      <CarryOver item={item} mayCarry={mayCarry} />
    </li>
  )
}

const Score = ({ item }: { item: ReviewView }) => {
  const { score, proposedScore, scoreNow, restated, band, keyResults } = item
  const { t, locale } = useLanguage()
  const format = useFormat()
  const shown = score ?? proposedScore
  const lines = keyResults.map((keyResult) => ({
    label: keyResult.title,
    value: scoreText(keyResult.score, locale),
    source: t('okr.explain.weight', { weight: format.number(keyResult.weight) }),
  }))
  return (
    <div className="flex items-center gap-3">
      {band && (
        <Chip tone={bands[band].tone} icon={bands[band].icon}>
          {t(bands[band].word)}
        </Chip>
      )}
      <Why
        label={t('okr.review.why_score')}
        explanation={
          <>
            <p>{t('okr.review.how_score', { proposed: scoreText(proposedScore, locale) })}</p>
            {restated && <p>{t('pace.review.restated_score', { now: scoreText(scoreNow, locale) })}</p>}
            <WhyLines lines={lines} />
          </>
        }
      >
        <span className="text-2xl font-semibold">{scoreText(shown, locale)}</span>
      </Why>
    </div>
  )
}

/** What was made of it, where nobody may change it any more. */
const Reflection = ({ item: { worked, didNot, learned, decision, scoreReason } }: { item: ReviewView }) => {
  const t = useT()
  const words: [string, string][] = [
    [t('okr.review.worked'), worked],
    [t('okr.review.did_not'), didNot],
    [t('okr.review.learned'), learned],
    [t('okr.review.score_reason'), scoreReason],
    [t('okr.review.decision'), decision ? t(decisionWords[decision]) : ''],
  ]
  const said = words.filter(([, text]) => text !== '')
  if (said.length === 0) return <p className="text-ink-3">{t('okr.review.nothing_said')}</p>
  return (
    <dl className="grid gap-3 sm:grid-cols-3">
      {said.map(([label, text]) => (
        <div key={label}>
          <dt className="text-sm text-ink-3">{label}</dt>
          <dd className="whitespace-pre-wrap">
            <LinkedText text={text} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
