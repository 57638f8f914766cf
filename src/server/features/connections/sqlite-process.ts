// The process in which one SQLite query runs.
import { DatabaseSync } from 'node:sqlite'
import type { Answer } from './sqlite.ts'

function answer({ path, sql }: { path: string; sql: string }): Answer {
  try {
    const database = new DatabaseSync(path, { readOnly: true, allowExtension: false })
    const statement = database.prepare(sql)
    statement.setReadBigInts(false)
    const head = statement.columns().map(({ name }) => name)
    const rows = statement.all().map((row) => head.map((name) => row[name]))
    database.close()
    return { head, rows }
  } catch (error) {
    return { detail: error instanceof Error ? error.message : String(error) }
  }
}

process.once('message', (question: { path: string; sql: string }) => process.send?.(answer(question)))
