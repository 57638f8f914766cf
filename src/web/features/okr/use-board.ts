// The board of a cycle as the address asks for it: filtered, ordered and under headings.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { BoardObjectiveView, BoardView } from '../../../contract/okr-board.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { type OkrSearch, statuses } from '../../app/okr-search.ts'
import { useSession } from '../../app/session.tsx'
import { statusWord } from '../../app/status-chip.tsx'
import { filterLines, groupLines, sortLines } from './board-lines.ts'
import { usualGrouping } from './filter-bar.tsx'

/** What a unit comes to in the cycle, and where that is. */
export type UnitSummary = {
  of: BoardView['summary']
  place: { cycleId: string; unitId: string; asOf?: string }
}

export type BoardRow =
  | { kind: 'heading'; key: string; label: string; count: number; summary: UnitSummary | null }
  | { kind: 'line'; key: string; line: BoardObjectiveView }
  | { kind: 'hidden'; key: string; count: number }

export function useBoard(cycleId: string | undefined, search: OkrSearch) {
  const { member } = useSession()
  const { data } = useQuery(
    api.okrs.board.queryOptions({
      input: { id: cycleId ?? '' },
      enabled: cycleId !== undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const names = useNames()
  const ownerNames = useMemo(
    () => new Map(names.memberOptions.map(({ value, label }) => [value, label])),
    [names.memberOptions],
  )
  const ownerName = (id: string) => ownerNames.get(id) ?? '…'
  const label = useHeadings(ownerName)
  const lines = useMemo(() => {
    const shown = filterLines(data?.items ?? [], { search, units: names.units, me: member.id })
    return sortLines(shown, search.sort ?? 'given', search.down === 'yes', (id) => ownerNames.get(id) ?? '')
  }, [data, search, names.units, member.id, ownerNames])

  const grouping = search.group ?? usualGrouping(search)
  const keys =
    grouping === 'unit' ? names.unitOptions.map(({ value }) => value) : grouping === 'status' ? statuses : []
  const rows: BoardRow[] = groupLines(lines, grouping, keys).flatMap((group) => {
    const unit = data?.units.find(({ unitId }) => (unitId ?? '') === group.key)
    const own = group.lines.map((line) => ({ kind: 'line' as const, key: line.id, line }))
    if (grouping === 'none') return own
    const { key } = group
    return [
      {
        kind: 'heading' as const,
        key: `heading ${key}`,
        label: label[grouping](key),
        count: own.length,
        summary:
          grouping === 'unit' && unit && cycleId
            ? { of: unit.summary, place: { cycleId, unitId: unit.unitId ?? 'none' } }
            : null,
      },
      ...own,
    ]
  })
  // What is hidden is told where nothing is filtered away: one line for all of it, at the end.
  const hidden = (data?.units ?? []).reduce((sum, unit) => sum + unit.hidden, 0)
  if (hidden > 0 && lines.length === data?.items.length)
    rows.push({ kind: 'hidden', key: 'hidden', count: hidden })
  return { board: data, lines, rows }
}

function useHeadings(ownerName: (id: string) => string) {
  const t = useT()
  const names = useNames()
  return {
    unit: (key: string) => names.unit(key === '' ? null : key),
    owner: ownerName,
    status: (key: string) => t(statusWord(statuses.find((status) => status === key) ?? 'no_data')),
  }
}
