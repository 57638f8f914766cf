// Forecasts for the rows that are drawn: asked for together once they stand, so that no row waits for them.
import { useQuery } from '@tanstack/react-query'
import type { ForecastBandView } from '../../../contract/okr.ts'
import type { BoardKeyResultView } from '../../../contract/okr-board.ts'
import { api } from '../../app/client.ts'

const none: ReadonlyMap<string, ForecastBandView['progress']> = new Map()

/** By key result; only a `reach` with data can be forecast. */
export function useForecastBands(keyResults: readonly BoardKeyResultView[]) {
  const ids = keyResults
    .filter(({ measure, progress }) => measure.kind === 'reach' && progress !== null)
    .map(({ id }) => id)
    .slice(0, 100)
  const { data } = useQuery(
    api.keyResults.forecasts.queryOptions({
      input: { ids },
      enabled: ids.length > 0,
      select: ({ items }) => new Map(items.map(({ id, progress }) => [id, progress])),
    }),
  )
  return data ?? none
}
