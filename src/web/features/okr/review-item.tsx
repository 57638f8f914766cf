// One objective in review: what the figures propose, what its owner makes of it, and what comes next.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { KeyResultView, ReviewView } from '../../../contract/okr.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useFormat } from '../../app/format.ts'
import { MiniSpan } from '../../app/key-result-span.tsx'
import { keyResultWords } from '../../app/key-result-words.ts'
import { useLanguage, useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { useRights } from '../../app/rights.ts'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Why, WhyLines } from '../../ui/why.tsx'
import { ReviewForm } from './review-form.tsx'
import { scoreText } from './score-text.ts'

type Props = { item: ReviewView; isOpen: boolean; proofFor: ((keyResultId: string) => ReactNode) | undefined }

const bands: Record<'red' | 'amber' | 'green', { tone: ChipTone; icon: IconName; word: MessageId }> = {
  green: { tone: 'good', icon: 'circle', word: 'okr.band.green' },
  amber: { tone: 'attention', icon: 'diamond', word: 'okr.band.amber' },
  red: { tone: 'wrong', icon: 'octagon', word: 'okr.band.red' },
}

export const ReviewItem = ({ item, isOpen, proofFor }: Props) => {
  const t = useT()
  const names = useNames()
  const rights = useRights()
  const { objective, keyResults } = item
  const { id, title, ownerId, unitId, ambition } = objective
  const mayDecide = isOpen && rights('objective.close', { ownerIds: [ownerId], unitId })
  return (
    <li id={`review-${id}`} className="scroll-mt-6 rounded-md border bg-surface">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-4 pb-3 sm:px-5">
        <div className="min-w-0 grow basis-72">
          <h2 className="text-lg font-semibold text-balance">
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
          <KeyResultScore
            key={keyResult.id}
            keyResult={keyResult}
            proof={keyResult.kpi && proofFor?.(keyResult.id)}
          />
        ))}
      </ul>
      <div className="px-4 py-4 sm:px-5">
        {mayDecide ? <ReviewForm item={item} /> : <Reflection item={item} />}
      </div>
    </li>
  )
}

const Score = ({ item: { score, proposedScore, band, keyResults } }: { item: ReviewView }) => {
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
            <WhyLines lines={lines} />
          </>
        }
      >
        <span className="text-2xl font-semibold">{scoreText(shown, locale)}</span>
      </Why>
    </div>
  )
}

const KeyResultScore = ({ keyResult, proof }: { keyResult: KeyResultView; proof: ReactNode }) => {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const { title, score } = keyResult
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="grid items-center gap-x-4 gap-y-1.5 sm:grid-cols-[minmax(0,1fr)_10rem_3rem]">
        <div className="min-w-0">
          {title}
          <p className="text-sm text-ink-3">{keyResultWords(keyResult, t, format).value}</p>
        </div>
        <MiniSpan keyResult={keyResult} />
        <span className="font-semibold sm:text-right">{scoreText(score, locale)}</span>
      </div>
      {proof && <div className="mt-2">{proof}</div>}
    </li>
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
          <dd className="whitespace-pre-wrap">{text}</dd>
        </div>
      ))}
    </dl>
  )
}

export const decisionWords: Record<'done' | 'carry_over' | 'drop', MessageId> = {
  done: 'okr.decision.done',
  carry_over: 'okr.decision.carry_over',
  drop: 'okr.decision.drop',
}
