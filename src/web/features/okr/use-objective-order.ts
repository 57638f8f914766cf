// The objectives of the board put in order: among those that are drawn, each under its own heading.
import type { BoardObjectiveView } from '../../../contract/okr-board.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useReorder } from '../../ui/reorder.tsx'
import type { BoardRow } from './use-board.ts'

/** `drawn`: the places of the rows that are on the page now; only among them can an objective be put. */
export function useObjectiveOrder(rows: readonly BoardRow[], drawn: readonly number[]) {
  const t = useT()
  const act = useAct()
  const lines = new Map<string, { line: BoardObjectiveView; heading: string | undefined }>()
  for (const index of drawn) {
    const row = rows[index]
    if (row?.kind === 'line') lines.set(row.line.id, { line: row.line, heading: headingOf(rows, index) })
  }
  const ids = [...lines.keys()]
  const { order, ...reorder } = useReorder({
    ids,
    groupOf: (id) => lines.get(id)?.heading,
    onMove: (id, beside) => act(() => client.objectives.move({ id, ...beside })),
    say: (place, count) => t('objective.order.said', { place, count }),
  })
  // While something is held the page may scroll: what is not among the drawn stays where it was.
  const isKnown = order.length === ids.length && order.every((id) => lines.has(id))
  return {
    ...reorder,
    /** What is drawn in the place of this line. */
    lineAt: (line: BoardObjectiveView): BoardObjectiveView =>
      (isKnown && lines.get(order[ids.indexOf(line.id)] ?? '')?.line) || line,
  }
}

function headingOf(rows: readonly BoardRow[], index: number): string | undefined {
  return rows.slice(0, index).findLast(({ kind }) => kind === 'heading')?.key
}
