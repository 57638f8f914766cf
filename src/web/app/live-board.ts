// A board that is open while others work: only what changed is asked for again, and put in its place.
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { BoardView } from '../../contract/okr-board.ts'
import { api, client } from './client.ts'

/** The board with what came anew in its place; null where a place would have to be guessed. */
export function mergeBoard(
  before: BoardView,
  came: BoardView,
  changed: ReadonlySet<string>,
): BoardView | null {
  const fresh = new Map(came.items.map((item) => [item.id, item]))
  const known = new Set(before.items.map(({ id }) => id))
  if (came.items.some(({ id }) => !known.has(id))) return null
  const items = before.items.flatMap((item) => {
    const one = fresh.get(item.id)
    if (one) return [one]
    // It was asked for and did not come: it is archived, elsewhere, or no longer shown to this reader.
    return changed.has(item.id) || item.keyResults.some(({ id }) => changed.has(id)) ? [] : [item]
  })
  return { ...came, items }
}

const [boardPath] = api.okrs.board.queryOptions({ input: { id: '' } }).queryKey

export const isBoard = ({ queryKey }: { queryKey: QueryKey }) =>
  JSON.stringify(queryKey[0]) === JSON.stringify(boardPath)

/** Every board that is open comes to what it is now. */
export async function renewBoards(queries: QueryClient, changed: ReadonlySet<string>): Promise<void> {
  for (const query of queries.getQueryCache().findAll({ predicate: isBoard })) {
    const before = query.state.data as BoardView | undefined
    // How it was in the past is not renewed by what happens now.
    const isPartial = before && query.isActive() && changed.size <= 100 && !isOfPast(query.queryKey)
    const came = isPartial ? await askFor(before.cycle.id, changed) : null
    const merged = before && came && mergeBoard(before, came, changed)
    if (merged) queries.setQueryData(query.queryKey, merged)
    else await queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
  }
}

const isOfPast = (queryKey: QueryKey) => JSON.stringify(queryKey).includes('"asOf":')

/** What cannot be had so is asked for as a whole. */
const askFor = (id: string, changed: ReadonlySet<string>): Promise<BoardView | null> =>
  client.okrs.board({ id, changed: [...changed].join(',') }).catch(() => null)
