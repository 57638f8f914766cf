// The cycles of the organisation and the one that a page speaks of: named in the address, or the one that runs.
import { useQuery } from '@tanstack/react-query'
import type { CycleView } from '../../contract/okr.ts'
import { usualCycle } from '../../core/okr/usual-cycle.ts'
import { api } from './client.ts'
import { useFormat } from './format.ts'
import { useT } from './language.tsx'
import type { Option } from './names.ts'
import { useSession } from './session.tsx'

export function useCycles(wantedId?: string) {
  const { today } = useSession()
  const { data } = useQuery(api.cycles.list.queryOptions({ input: { limit: 500 } }))
  const cycles = data?.items
  return { cycles, cycle: cycles?.find(({ id }) => id === wantedId) ?? usualCycle(cycles ?? [], today) }
}

/** Those that new objectives can go into. */
export function openCycles(cycles: CycleView[]): CycleView[] {
  return cycles.filter(({ state }) => state === 'draft' || state === 'active')
}

export function useCycleOptions(cycles: CycleView[]): Option[] {
  const t = useT()
  const words = {
    draft: t('cycle.state.draft'),
    active: t('cycle.state.active'),
    review: t('cycle.state.review'),
    closed: t('cycle.state.closed'),
  }
  return cycles.map(({ id, name, state }) => ({ value: id, label: `${name} · ${words[state]}` }))
}

/** "01/10/2026 – 31/12/2026". */
export function useCycleDates() {
  const format = useFormat()
  return ({ start, end }: Pick<CycleView, 'start' | 'end'>) => `${format.date(start)} – ${format.date(end)}`
}
