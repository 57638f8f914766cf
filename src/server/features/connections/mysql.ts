// SQL on a MySQL or MariaDB server: a read-only transaction with a time limit, on the address that was checked.
import { connect } from 'node:net'
import mysql from 'mysql2/promise'
import type { Table } from '../../../core/kpi/table-rows.ts'
import { type Asking, cellOf, type DatabaseAddress, limited } from './asking.ts'
import { SourceError } from './fault.ts'

export async function askMysql(
  { host, port = 3306, database, user, tls = false }: DatabaseAddress,
  password: string | null,
  sql: string,
  { outbound, timeoutMs }: Asking,
): Promise<Table> {
  const address = await outbound.resolve(host)
  try {
    const connection = await mysql.createConnection({
      host,
      stream: () => connect(port, address),
      database,
      user,
      password: password ?? '',
      ...(tls ? { ssl: {} } : {}),
      connectTimeout: timeoutMs,
      multipleStatements: false,
      // Whatever the server asks for, no file of this machine is sent to it.
      flags: ['-LOCAL_FILES'],
      dateStrings: ['DATE', 'DATETIME'],
      timezone: 'Z',
      supportBigNumbers: true,
    })
    connection.on('error', () => {}) // told by the query under way
    try {
      await limitTime(connection, timeoutMs)
      await connection.query("set time_zone = '+00:00'")
      await connection.query('start transaction read only')
      const [rows, fields] = await connection.query({
        sql: limited(sql),
        rowsAsArray: true,
        timeout: timeoutMs + 1000,
      })
      return {
        head: fields.map(({ name }) => name),
        rows: (rows as unknown[][]).map((row) => row.map(cellOf)),
      }
    } finally {
      connection.destroy()
    }
  } catch (error) {
    throw mysqlFault(error, host)
  }
}

/** Each of the two has a name of its own for it. */
async function limitTime(connection: mysql.Connection, timeoutMs: number): Promise<void> {
  await connection
    .query(`set session max_statement_time = ${timeoutMs / 1000}`)
    .catch(() => connection.query(`set session max_execution_time = ${timeoutMs}`))
}

function mysqlFault(error: unknown, host: string): unknown {
  if (error instanceof SourceError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const detail = error.message
  if (/TIMEOUT|ETIMEDOUT|SEQUENCE_TIMEOUT|ER_STATEMENT_TIMEOUT|ER_QUERY_TIMEOUT/.test(code))
    return new SourceError('timeout', { host })
  if (/ACCESS_DENIED|BAD_DB/.test(code)) return new SourceError('sign_in', { detail })
  return code.startsWith('ER_')
    ? new SourceError('query', { detail })
    : new SourceError('unreachable', { host, detail })
}
