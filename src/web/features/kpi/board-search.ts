// The board's address, and which KPIs it asks for.
import type { BoardKpiView } from '../../../contract/kpi.ts'
import { fold } from '../../../core/text/fold.ts'

export const variations = ['concern', 'change', 'improvement', 'common_cause'] as const
export const capabilities = ['incapable', 'unreliable', 'capable'] as const

export type BoardSearch = {
  q?: string
  category?: string
  unit?: string
  owner?: string
  variation?: (typeof variations)[number]
  capability?: (typeof capabilities)[number]
  show?: 'attention'
  group?: 'category' | 'unit'
}

/** What of an address is understood; the rest is dropped. */
export function readBoardSearch(search: Record<string, unknown>): BoardSearch {
  const text = (field: 'q' | 'category' | 'unit' | 'owner') =>
    typeof search[field] === 'string' && search[field] !== '' ? { [field]: search[field] } : {}
  const oneOf = <V extends string>(field: string, values: readonly V[]) =>
    values.some((value) => value === search[field]) ? { [field]: search[field] as V } : {}
  return {
    ...text('q'),
    ...text('category'),
    ...text('unit'),
    ...text('owner'),
    ...oneOf('variation', variations),
    ...oneOf('capability', capabilities),
    ...oneOf('show', ['attention'] as const),
    ...oneOf('group', ['category', 'unit'] as const),
  }
}

type Searched = Pick<BoardKpiView, 'name' | 'category' | 'unitId' | 'otherUnitIds' | 'ownerId'> & {
  chart: Pick<BoardKpiView['chart'], 'variation' | 'capability' | 'remedy'>
}

/** Text is looked for in name and category, with or without diacritics. */
export function isShownOnBoard(kpi: Searched, search: BoardSearch): boolean {
  const { q, category, unit, owner, variation, capability, show } = search
  return (
    (q === undefined || fold(`${kpi.name} ${kpi.category}`).includes(fold(q.trim()))) &&
    (category === undefined || kpi.category === category) &&
    (unit === undefined || kpi.unitId === unit || kpi.otherUnitIds.includes(unit)) &&
    (owner === undefined || kpi.ownerId === owner) &&
    (variation === undefined || kpi.chart.variation === variation) &&
    (capability === undefined || kpi.chart.capability === capability) &&
    (show === undefined || asksForSomething(kpi))
  )
}

/** Something to do follows from how it stands; leaving it alone is also a remedy. */
function asksForSomething({ chart }: Searched): boolean {
  return chart.remedy !== null && chart.remedy !== 'leave_alone'
}
