// The plans of what an operation asks the database: its own statements, explained again as the app's own role.
import pg from 'pg'
import { vi } from 'vitest'
import type { TestApp } from './app.ts'

/** A step of a plan that reads a table, and how many rows it touched to give what it gave. */
export type Scan = { statement: string; table: string; how: string; touched: number }

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}

/** Runs the work, and answers with every scan of the statements that read something in it. */
export async function scansOf(
  app: TestApp,
  workspaceId: string,
  work: () => Promise<unknown>,
): Promise<Scan[]> {
  const asked: { text: string; values: unknown[] }[] = []
  const query = vi.spyOn(pg.Client.prototype, 'query')
  await work()
  for (const [given, more] of query.mock.calls as unknown as [string | pg.QueryConfig, unknown][]) {
    const { text, values } = typeof given === 'string' ? { text: given, values: more } : given
    if (/^\s*(select|with)\b.*\bfrom\b/is.test(text))
      asked.push({ text, values: Array.isArray(values) ? values : [] })
  }
  query.mockRestore()
  const client = new pg.Client({ connectionString: app.connectionString })
  await client.connect()
  try {
    await client.query('begin read only')
    await client.query('set local role nhipcau_app')
    await client.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId])
    const scans: Scan[] = []
    for (const { text, values } of asked.filter(
      ({ text: sql }) => !/\b(apikey|auth\.|graphile_worker)/.test(sql),
    )) {
      const { rows } = await client.query(`explain (analyze, timing off, format json) ${text}`, values)
      collect(rows[0]['QUERY PLAN'][0].Plan, text, scans)
    }
    return scans
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

function collect(node: Node, statement: string, scans: Scan[]): void {
  const table = node['Relation Name']
  if (table)
    scans.push({
      statement,
      table,
      how: node['Node Type'],
      touched: Math.round(
        (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      ),
    })
  for (const child of node.Plans ?? []) collect(child, statement, scans)
}
