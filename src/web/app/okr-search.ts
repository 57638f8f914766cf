// What the OKR screens are asked to show, as it stands in the address: shareable, and kept in saved views.
import type { Status } from '../../core/okr/status.ts'

export const statuses: readonly Status[] = ['off_track', 'at_risk', 'on_track', 'achieved', 'no_data']
export const groupings = ['unit', 'owner', 'status', 'none'] as const
export const orders = ['given', 'attention', 'title', 'progress', 'confidence', 'owner'] as const
export const layouts = ['board', 'list'] as const
export const confidences = ['low', 'middle', 'high', 'none'] as const

export type Grouping = (typeof groupings)[number]
export type Order = (typeof orders)[number]
export type Layout = (typeof layouts)[number]
export type ConfidenceBand = (typeof confidences)[number]

/** All in words that survive an address; what is as usual is left out. */
export type OkrSearch = {
  cycle?: string
  /** The saved view that the rest began as. */
  view?: string
  q?: string
  /** With every unit below it. */
  unit?: string
  /** A member, or `me`: what one owns, or owns a key result of. */
  owner?: string
  /** One or several, by commas. */
  status?: string
  confidence?: ConfidenceBand
  stale?: 'yes'
  layout?: Layout
  group?: Grouping
  sort?: Order
  down?: 'yes'
}

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value)

/** Anything may stand in an address: what is not known is left out. */
export function okrSearch(given: Record<string, unknown>): OkrSearch {
  const text = (key: string) => {
    const value = given[key]
    // The router reads what looks like a number as one.
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const named = text('status')?.split(',') ?? []
  const status = statuses.filter((one) => named.includes(one)).join(',')
  return withoutEmpty({
    cycle: text('cycle'),
    view: text('view'),
    q: text('q'),
    unit: text('unit'),
    owner: text('owner'),
    status,
    confidence: oneOf(confidences, given.confidence),
    stale: oneOf(['yes'], given.stale),
    layout: oneOf(layouts, given.layout),
    group: oneOf(groupings, given.group),
    sort: oneOf(orders, given.sort),
    down: oneOf(['yes'], given.down),
  })
}

export function withoutEmpty(search: { [K in keyof OkrSearch]: OkrSearch[K] | undefined }): OkrSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value))
}

/** What a saved view keeps: everything but the cycle one happens to be in. */
export function savedPart({ cycle: _cycle, view: _view, ...rest }: OkrSearch): Record<string, string> {
  return rest
}
