// What every kind of source is asked with, and in what form it answers.
import type { ConnectionAddressView } from '../../../contract/connections.ts'
import type { Cell } from '../../../core/kpi/table-cells.ts'
import type { Outbound } from '../../platform/outbound.ts'

export type DatabaseAddress = Extract<ConnectionAddressView, { host: string }>
export type WebAddress = Extract<ConnectionAddressView, { url: string }>

export type Asking = {
  outbound: Outbound
  /** The folder that the operator opened for SQLite files; none is opened without. */
  sqliteFolder: string | undefined
  now: Date
  /** The most that a source may take to answer. */
  timeoutMs: number
}

/** More rows than a KPI's page of measurements are a mistake in the question. */
export const mostRows = 10_000

/** A value of a database or of JSON as a cell: dates as their instants, everything else as it reads. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return value
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A query that may only read, and of which no more than one row beyond the limit comes back. */
export function limited(sql: string): string {
  return `select * from (${sql.replace(/;\s*$/, '')}\n) as pulled limit ${mostRows + 1}`
}
