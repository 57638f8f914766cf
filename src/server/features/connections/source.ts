// Asks a source for its rows, whatever kind it is: one table of cells comes back.

import type {
  ConnectionAddressView,
  ConnectionKindName,
  PullQueryView,
} from '../../../contract/connections.ts'
import type { Table } from '../../../core/kpi/table-rows.ts'
import { type Asking, mostRows } from './asking.ts'
import { SourceError } from './fault.ts'
import { askMysql } from './mysql.ts'
import { askPostgres } from './postgres.ts'
import { askPrometheus } from './prometheus.ts'
import { askSqlite } from './sqlite.ts'
import { askCsv, askHttp } from './web.ts'

/** A connection as it is used: its secret opened, for this one question. */
export type Source = { kind: ConnectionKindName; address: ConnectionAddressView; secret: string | null }

export async function ask(source: Source, query: PullQueryView, asking: Asking): Promise<Table> {
  const table = await askKind(source, query, asking)
  if (table.rows.length > mostRows) throw new SourceError('too_many_rows', { most: mostRows })
  return table
}

async function askKind(source: Source, query: PullQueryView, asking: Asking): Promise<Table> {
  const { kind, address, secret } = source
  if ('host' in address && 'sql' in query)
    return kind === 'mysql'
      ? askMysql(address, secret, query.sql, asking)
      : askPostgres(address, secret, query.sql, asking)
  if ('file' in address && 'sql' in query) return askSqlite(address.file, query.sql, asking)
  if ('url' in address && 'expression' in query) return askPrometheus(address, secret, query, asking)
  if ('url' in address && !('sql' in query) && !('expression' in query))
    return kind === 'csv' ? askCsv(address, secret, query, asking) : askHttp(address, secret, query, asking)
  throw new SourceError('query', { detail: kind })
}

/** A question that every source of the kind can answer, to see whether it can be reached. */
export function probeOf(kind: ConnectionKindName): PullQueryView {
  if (kind === 'prometheus') return { expression: 'vector(1)' }
  return kind === 'http' || kind === 'csv' ? {} : { sql: 'select 1 as one' }
}
