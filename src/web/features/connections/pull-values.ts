// What the form of a pull holds as it is typed, and what it means.
import type {
  ConnectionKindName,
  PullMappingView,
  PullQueryView,
  PullView,
} from '../../../contract/connections.ts'
import type { MessageId } from '../../../i18n/translator.ts'

export const everyWords: Record<PullView['schedule']['every'], MessageId> = {
  quarter_hour: 'connections.every.quarter_hour',
  hour: 'connections.every.hour',
  day: 'connections.every.day',
  week: 'connections.every.week',
}

export type PullValues = {
  kpiId: string
  sql: string
  expression: string
  hours: string
  step: string
  path: string
  items: string
  numbers: 'vi' | 'en'
  every: PullView['schedule']['every']
  at: string
  weekday: string
}

export const emptyPull: PullValues = {
  kpiId: '',
  sql: '',
  expression: '',
  hours: '',
  step: '60',
  path: '',
  items: '',
  numbers: 'en',
  every: 'day',
  at: '06:00',
  weekday: '1',
}

/** A pull as its owner would type it again. */
export function valuesOf({
  kpiId,
  query,
  schedule,
}: Pick<PullView, 'kpiId' | 'query' | 'schedule'>): PullValues {
  const when = {
    every: schedule.every,
    ...('at' in schedule ? { at: schedule.at } : {}),
    ...('weekday' in schedule ? { weekday: String(schedule.weekday) } : {}),
  }
  const values = { ...emptyPull, ...when, kpiId }
  if ('sql' in query) return { ...values, sql: query.sql }
  if (!('expression' in query)) {
    const { path = '', items = '', numbers = emptyPull.numbers } = query
    return { ...values, path, items, numbers }
  }
  const { expression, range } = query
  return { ...values, expression, ...(range && { hours: String(range.hours), step: String(range.step) }) }
}

export const isDatabase = (kind: ConnectionKindName) =>
  kind === 'postgres' || kind === 'mysql' || kind === 'sqlite'

export function queryOf(kind: ConnectionKindName, values: PullValues): PullQueryView {
  if (isDatabase(kind)) return { sql: values.sql }
  if (kind === 'prometheus') {
    const [hours, step] = [Number(values.hours), Number(values.step)]
    const range = hours > 0 ? { range: { hours, step: step > 0 ? step : 60 } } : {}
    return { expression: values.expression, ...range }
  }
  return {
    ...(values.path ? { path: values.path } : {}),
    ...(kind === 'http' && values.items ? { items: values.items } : {}),
    ...(kind === 'csv' ? { numbers: values.numbers } : {}),
  }
}

export function scheduleOf({ every, at, weekday }: PullValues): PullView['schedule'] {
  if (every === 'day') return { every, at }
  return every === 'week' ? { every, at, weekday: Number(weekday) } : { every }
}

type Role = keyof PullMappingView

const roleNames: Record<Role, RegExp> = {
  at: /^(at|time|date|day|when|week|month|ngay|thoi|luc|timestamp)/i,
  value: /^(value|amount|total|gia_?tri|tong|count|n|sum)/i,
  numerator: /^(numerator|tu_?so|good|won|passed|dat)/i,
  denominator: /^(denominator|mau_?so|all|total|tong)/i,
  externalId: /(^|[._])(id|uuid|ma)$/i,
  note: /^(note|ghi_?chu)/i,
}

/** Which column is what, from their names: for the person to confirm. */
export function guessMapping(columns: string[], roles: Role[]): Partial<PullMappingView> {
  const taken = new Set<string>()
  const entries = roles.flatMap((role) => {
    const found = columns.find((name) => !taken.has(name) && roleNames[role].test(name))
    if (found === undefined) return []
    taken.add(found)
    return [[role, found] as const]
  })
  return Object.fromEntries(entries)
}
