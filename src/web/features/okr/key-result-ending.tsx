// A key result at the close: its score, whether the figures have changed since, and what becomes of it.
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { KeyResultEndingView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { MiniSpan } from '../../app/key-result-span.tsx'
import { keyResultWords } from '../../app/key-result-words.ts'
import { useLanguage, useT } from '../../app/language.tsx'
import { type Decision, DecisionChoice, decisionWords } from './decision-choice.tsx'
import { scoreText } from './score-text.ts'

type Props = { keyResult: KeyResultEndingView; mayDecide: boolean; proof: ReactNode }

export const KeyResultEnding = ({ keyResult, mayDecide, proof }: Props) => {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const { title, score, decision, carriedTo } = keyResult
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="grid items-center gap-x-5 gap-y-1.5 sm:grid-cols-[minmax(0,1fr)_9rem_3rem] xl:grid-cols-[minmax(0,1fr)_10rem_3rem_13rem]">
        <div className="min-w-0">
          {title}
          <p className="text-sm text-ink-3">{keyResultWords(keyResult, t, format).value}</p>
        </div>
        <MiniSpan keyResult={keyResult} />
        <span className="font-semibold sm:text-right">{scoreText(score, locale)}</span>
        <div className="sm:col-span-3 xl:col-span-1 xl:justify-self-end">
          {mayDecide && <Decide keyResult={keyResult} />}
          {!mayDecide && decision && <span className="text-sm text-ink-2">{t(decisionWords[decision])}</span>}
        </div>
      </div>
      <Restated keyResult={keyResult} />
      {carriedTo.map((copy) => (
        <Link
          key={copy.id}
          to="/okrs/$objectiveId"
          params={{ objectiveId: copy.objectiveId }}
          hash={copy.id}
          className="mt-1 block text-sm text-cham underline underline-offset-3"
        >
          {t('pace.review.carried.key_result')}
        </Link>
      ))}
      {proof && <div className="mt-2">{proof}</div>}
    </li>
  )
}

/** What was decided on stands; what the data say today is said beside it. */
const Restated = ({
  keyResult: { restated, closed, scoreNow, current, measure },
}: {
  keyResult: KeyResultEndingView
}) => {
  const { t, locale } = useLanguage()
  const format = useFormat()
  if (!restated || !closed) return null
  const unit = measure.kind === 'milestones' ? '' : measure.unit
  const values = { before: format.value(closed.current, unit), now: format.value(current, unit) }
  return (
    <p className="mt-1 text-sm text-amber-ink">
      {t('pace.review.restated', {
        ...values,
        score: scoreText(closed.score, locale),
        scoreNow: scoreText(scoreNow, locale),
      })}
    </p>
  )
}

const Decide = ({ keyResult: { id, title, decision } }: { keyResult: KeyResultEndingView }) => {
  const t = useT()
  const act = useAct()
  // Shown as chosen at once; when it is refused, as it was.
  const [sent, setSent] = useState<Decision | '' | null>(null)
  const decide = async (next: Decision | '') => {
    setSent(next)
    await act(() => client.keyResults.decide({ id, decision: next || null }))
    setSent(null)
  }
  return (
    <DecisionChoice
      label={t('pace.review.decision_of', { title })}
      value={sent ?? decision ?? ''}
      onChange={(next) => void decide(next)}
    />
  )
}
