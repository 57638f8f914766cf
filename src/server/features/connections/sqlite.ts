// SQL on a SQLite file, only in the folder that the operator opened: in a process of its own: a query
// under way listens to nothing, and only with its process does it end.
import { fork } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { Table } from '../../../core/kpi/table-rows.ts'
import { type Asking, cellOf, limited } from './asking.ts'
import { SourceError } from './fault.ts'

export async function askSqlite(
  file: string,
  sql: string,
  { sqliteFolder, timeoutMs }: Asking,
): Promise<Table> {
  const path = await openedPath(file, sqliteFolder)
  const child = fork(join(import.meta.dirname, 'sqlite-process.ts'), {
    execArgv: [],
    env: {},
    stdio: 'ignore',
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
  try {
    const answer = await new Promise<Answer>((done, fail) => {
      child.once('message', (message) => done(message as Answer))
      child.once('error', fail)
      child.once('exit', () => fail(new SourceError('timeout', { host: file })))
      child.send({ path, sql: limited(sql) })
    })
    if ('detail' in answer) throw new SourceError('query', { detail: answer.detail })
    return { head: answer.head, rows: answer.rows.map((row) => row.map(cellOf)) }
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}

export type Answer = { head: string[]; rows: unknown[][] } | { detail: string }

/** Where the file really lies: a link does not lead out of the folder. */
async function openedPath(file: string, folder: string | undefined): Promise<string> {
  if (folder === undefined) throw new SourceError('file_closed', { file })
  try {
    const root = await realpath(folder)
    const path = await realpath(resolve(root, file))
    if (path.startsWith(root + sep)) return path
  } catch {
    // no such file: told as one that is not open, so that nobody learns what there is
  }
  throw new SourceError('file_closed', { file })
}
