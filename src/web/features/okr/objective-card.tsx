// An objective in the list: its state, and its key results as small bridges.
import { Link } from '@tanstack/react-router'
import type { BoardKeyResultView, BoardObjectiveView } from '../../../contract/okr-board.ts'
import { useFormat } from '../../app/format.ts'
import { MiniSpan } from '../../app/key-result-span.tsx'
import { keyResultWords } from '../../app/key-result-words.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { KeyResultChips, StatusChip } from '../../app/status-chip.tsx'
import { Icon } from '../../ui/icon.tsx'

export const ObjectiveCard = ({ objective }: { objective: BoardObjectiveView }) => {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { id, title, progress, expected, status, stale, ownerId, ambition, keyResults } = objective
  const kind = ambition === 'committed' ? t('okr.ambition.committed') : t('okr.ambition.aspirational')
  return (
    <article aria-labelledby={`${id}-title`} className="rounded-md border bg-surface">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3.5 sm:px-5">
        <div className="min-w-0 grow basis-80">
          <h3 id={`${id}-title`} className="text-lg font-semibold text-balance">
            <Link to="/okrs/$objectiveId" params={{ objectiveId: id }} className="hover:underline">
              {title}
            </Link>
          </h3>
          <p className="text-sm text-ink-3">{`${names.member(ownerId)} · ${kind}`}</p>
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusChip status={status} stale={stale} />
          <span className="text-xl font-semibold">{format.percent(progress)}</span>
          {progress !== null && (
            <span className="text-sm text-ink-3">
              {t('okr.expected_today', { value: format.percent(expected) })}
            </span>
          )}
        </div>
      </div>
      {keyResults.length === 0 ? (
        <p className="flex items-center gap-1.5 border-t px-4 py-3 text-sm text-ink-3">
          <Icon name="info" />
          {t('okr.card.no_key_results')}
        </p>
      ) : (
        <ul className="divide-y border-t">
          {keyResults.map((keyResult) => (
            <KeyResultRow key={keyResult.id} keyResult={keyResult} objectiveId={id} />
          ))}
        </ul>
      )}
    </article>
  )
}

type RowProps = { keyResult: BoardKeyResultView; objectiveId: string }

const KeyResultRow = ({ keyResult, objectiveId }: RowProps) => {
  const { value } = keyResultWords(keyResult, useT(), useFormat())
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-x-5 gap-y-1.5 px-4 py-2.5 sm:px-5 md:grid-cols-[minmax(0,1fr)_auto_7rem_11rem]">
      <Link
        to="/okrs/$objectiveId"
        params={{ objectiveId }}
        hash={keyResult.id}
        className="min-w-0 hover:underline max-md:col-span-2"
      >
        {keyResult.title}
      </Link>
      <span className="flex flex-wrap items-center gap-x-2 max-md:gap-x-3">
        <KeyResultChips keyResult={keyResult} />
        <span className="text-sm text-ink-2 md:hidden">{value}</span>
      </span>
      <span className="text-right text-sm text-ink-2 max-md:hidden">{value}</span>
      <MiniSpan keyResult={keyResult} />
    </li>
  )
}
