// SQL on a PostgreSQL server: a read-only transaction with a time limit, on the address that was checked.
import pg from 'pg'
import type { Table } from '../../../core/kpi/table-rows.ts'
import { type Asking, cellOf, type DatabaseAddress, limited } from './asking.ts'
import { SourceError } from './fault.ts'

/** Dates and numbers as they read; instants as moments. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const { TIMESTAMPTZ, INT8, NUMERIC, FLOAT4, FLOAT8, INT2, INT4 } = pg.types.builtins
    if (oid === TIMESTAMPTZ) return pg.types.getTypeParser(oid, format as 'text')
    return [INT8, NUMERIC, FLOAT4, FLOAT8, INT2, INT4].includes(oid as never) ? Number : String
  },
}

export async function askPostgres(
  { host, port = 5432, database, user, tls = false }: DatabaseAddress,
  password: string | null,
  sql: string,
  { outbound, timeoutMs }: Asking,
): Promise<Table> {
  const client = new pg.Client({
    host: await outbound.resolve(host),
    port,
    database,
    user,
    password: password ?? '',
    types,
    ssl: tls ? { servername: host } : false,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs + 1000,
    application_name: 'nhipcau',
  })
  client.on('error', () => {}) // told by the query under way
  try {
    await client.connect()
    await client.query(`set statement_timeout = ${timeoutMs}`)
    await client.query('begin transaction read only')
    // With parameters, if only none, a second statement cannot follow.
    const { fields, rows } = await client.query<unknown[]>({
      text: limited(sql),
      values: [],
      rowMode: 'array',
    })
    return { head: fields.map(({ name }) => name), rows: rows.map((row) => row.map(cellOf)) }
  } catch (error) {
    throw postgresFault(error, host)
  } finally {
    await client.end().catch(() => {})
  }
}

function postgresFault(error: unknown, host: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = error instanceof Error ? error.message : String(error)
  if (code === '57014' || /timeout/i.test(detail)) return new SourceError('timeout', { host })
  if (code.startsWith('28') || code === '3D000') return new SourceError('sign_in', { detail })
  if (/^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57)/.test(code)) return new SourceError('query', { detail })
  return new SourceError('unreachable', { host, detail })
}
