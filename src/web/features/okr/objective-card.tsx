// An objective in the list: its state, and its key results as small bridges.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ForecastBandView } from '../../../contract/okr.ts'
import type { BoardKeyResultView, BoardObjectiveView } from '../../../contract/okr-board.ts'
import { useFormat } from '../../app/format.ts'
import { MiniSpan } from '../../app/key-result-span.tsx'
import { keyResultWords } from '../../app/key-result-words.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { KeyResultChips, StatusChip } from '../../app/status-chip.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useForecastBands } from './use-forecast-bands.ts'

type Props = {
  objective: BoardObjectiveView
  /** As it was known by the end of that day: its links lead to the past as well, and nothing is forecast. */
  on?: string
  /** What it is moved by, where it may be put in another place. */
  handle?: ReactNode
}

export const ObjectiveCard = ({ objective, on, handle }: Props) => {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const bands = useForecastBands(on === undefined ? objective.keyResults : [])
  const { id, title, progress, expected, status, stale, ownerId, ambition, keyResults } = objective
  const kind = ambition === 'committed' ? t('okr.ambition.committed') : t('okr.ambition.aspirational')
  return (
    <article aria-labelledby={`${id}-title`} className="rounded-md border bg-surface">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3.5 sm:px-5">
        {handle && <span className="-mr-5 -ml-2.5">{handle}</span>}
        <div className={`min-w-0 grow ${handle ? 'basis-64' : 'basis-80'}`}>
          <h3 id={`${id}-title`} className="text-lg font-semibold text-balance">
            <ObjectiveLink id={id} on={on} className="hover:underline">
              {title}
            </ObjectiveLink>
          </h3>
          <p className="text-sm text-ink-3">{`${names.member(ownerId)} · ${kind}`}</p>
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusChip status={status} stale={stale} />
          <span className="text-xl font-semibold">{format.percent(progress)}</span>
          {progress !== null && (
            <span className="text-sm text-ink-3">
              {t(on === undefined ? 'okr.expected_today' : 'view.expected_then', {
                value: format.percent(expected),
              })}
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
            <KeyResultRow
              key={keyResult.id}
              keyResult={keyResult}
              objectiveId={id}
              on={on}
              band={bands.get(keyResult.id)}
            />
          ))}
        </ul>
      )}
    </article>
  )
}

type LinkProps = { id: string; on: string | undefined; hash?: string; className: string; children: ReactNode }

const ObjectiveLink = ({ id, on, hash, ...rest }: LinkProps) =>
  on === undefined ? (
    <Link to="/okrs/$objectiveId" params={{ objectiveId: id }} {...(hash ? { hash } : {})} {...rest} />
  ) : (
    <Link to="/okrs/$objectiveId/past" params={{ objectiveId: id }} search={{ on }} {...rest} />
  )

type RowProps = {
  keyResult: BoardKeyResultView
  objectiveId: string
  on: string | undefined
  band: ForecastBandView['progress'] | undefined
}

const KeyResultRow = ({ keyResult, objectiveId, on, band }: RowProps) => {
  const { value } = keyResultWords(keyResult, useT(), useFormat())
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-x-5 gap-y-1.5 px-4 py-2.5 sm:px-5 md:grid-cols-[minmax(0,1fr)_auto_7rem_11rem]">
      <ObjectiveLink
        id={objectiveId}
        on={on}
        hash={keyResult.id}
        className="min-w-0 hover:underline max-md:col-span-2"
      >
        {keyResult.title}
      </ObjectiveLink>
      <span className="flex flex-wrap items-center gap-x-2 max-md:gap-x-3">
        <KeyResultChips keyResult={keyResult} />
        <span className="text-sm text-ink-2 md:hidden">{value}</span>
      </span>
      <span className="text-right text-sm text-ink-2 max-md:hidden">{value}</span>
      <MiniSpan keyResult={keyResult} band={band} />
    </li>
  )
}
