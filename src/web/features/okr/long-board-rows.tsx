// A long board: only the rows near the screen are drawn.
import { useWindowList } from '../../ui/window-list.tsx'
import { BoardRows, type BoardRowsProps } from './board-rows.tsx'
import type { BoardRow } from './use-board.ts'

/** `address` names the board and what it shows, for its place to be kept. */
export const LongBoardRows = ({ address, ...board }: BoardRowsProps & { address: string }) => {
  const { rows } = board
  const window = useWindowList({
    address,
    count: rows.length,
    keyOf: (index) => rows[index]?.key ?? '',
    estimate: (index) => estimateOf(rows[index]),
  })
  return <BoardRows {...board} window={window} />
}

function estimateOf(row: BoardRow | undefined): number {
  if (row?.kind === 'line') return 82 + 46 * Math.max(1, row.line.keyResults.length)
  return 48
}
