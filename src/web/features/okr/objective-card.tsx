// An objective in the list: its state, and its key results as small bridges.
import { Link } from '@tanstack/react-router'
import type { KeyResultView, ObjectiveView } from '../../../contract/okr.ts'
import { useFormat } from '../../app/format.ts'
import { MiniSpan } from '../../app/key-result-span.tsx'
import { keyResultWords } from '../../app/key-result-words.ts'
import { useT } from '../../app/language.tsx'
import { KeyResultChips, StatusChip } from '../../app/status-chip.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useNames } from './names.ts'

export type ListedObjective = ObjectiveView & { keyResults: KeyResultView[] }

export const ObjectiveCard = ({ objective }: { objective: ListedObjective }) => {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { id, title, progress, expected, status, stale, ownerId, ambition, keyResults } = objective
  const kind = ambition === 'committed' ? t('okr.ambition.committed') : t('okr.ambition.aspirational')
  return (
    <li className="rounded-md border bg-surface">
      <div className="grid gap-1.5 px-4 pt-3.5 pb-3">
        <h3 className="text-lg font-semibold text-balance">
          <Link to="/okrs/$objectiveId" params={{ objectiveId: id }} className="hover:underline">
            {title}
          </Link>
        </h3>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
          <StatusChip status={status} stale={stale} />
          <span className="text-xl font-semibold text-ink">{format.percent(progress)}</span>
          <span>
            {[
              progress === null ? null : t('okr.expected_today', { value: format.percent(expected) }),
              names.member(ownerId),
              kind,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
      </div>
      {keyResults.length === 0 ? (
        <p className="flex items-center gap-1.5 border-t px-4 py-3 text-sm text-ink-3">
          <Icon name="info" />
          {t('okr.card.no_key_results')}
        </p>
      ) : (
        <ul className="divide-y border-t">
          {keyResults.map((keyResult) => (
            <KeyResultRow key={keyResult.id} keyResult={keyResult} />
          ))}
        </ul>
      )}
    </li>
  )
}

const KeyResultRow = ({ keyResult }: { keyResult: KeyResultView }) => {
  const { value } = keyResultWords(keyResult, useT(), useFormat())
  return (
    <li className="grid items-center gap-x-4 gap-y-1.5 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_9rem]">
      <div className="min-w-0">
        <Link
          to="/okrs/$objectiveId"
          params={{ objectiveId: keyResult.objectiveId }}
          hash={keyResult.id}
          className="hover:underline"
        >
          {keyResult.title}
        </Link>
        <p className="mt-1 flex flex-wrap items-center gap-2 text-sm">
          <KeyResultChips keyResult={keyResult} />
          {keyResult.progress !== null && <span className="text-ink-2">{value}</span>}
        </p>
      </div>
      <MiniSpan keyResult={keyResult} />
    </li>
  )
}
