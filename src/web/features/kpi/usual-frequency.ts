// The grids open on the periods that most KPIs have, so that nobody begins at an empty grid.
import { useQuery } from '@tanstack/react-query'
import type { Frequency } from '../../../core/kpi/types.ts'
import { api } from '../../app/client.ts'

/** Of those offered, the one of most KPIs, the first where none has any; null until that is known. */
export function useUsualFrequency<F extends Frequency>(offered: readonly [F, ...F[]]): F | null {
  const { data } = useQuery(api.kpis.list.queryOptions({ input: { limit: 500 } }))
  if (!data) return null
  const count = (frequency: F) => data.items.filter((kpi) => kpi.frequency === frequency).length
  return offered.reduce((best, one) => (count(one) > count(best) ? one : best))
}
