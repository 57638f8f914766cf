// What a call asks of the database: its statements, and how PostgreSQL would run them.
import pg from 'pg'
import type { TestApp } from './app.ts'

export type Statement = { text: string; values: unknown[] }

/** The statements that the work sends to the database, but for the sign-in and the frame of each transaction. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [given, values] = args as [string | Statement, unknown[] | undefined]
    const text = typeof given === 'string' ? given : given.text
    seen.push({ text, values: values ?? (typeof given === 'string' ? [] : (given.values ?? [])) })
    return query.apply(this, args as never)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  const frame =
    /^(begin|start transaction|commit|rollback|set |listen|select set_config)|"?apikey"?|graphile_worker/i
  return seen.filter(({ text }) => !frame.test(text.trim()))
}

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

/** How often each table was read whole, and how many of its rows were looked at. */
export type Reads = { table: string; isWhole: boolean; rows: number }

/** Runs a statement as the app does, in the workspace, and tells what it read; nothing is kept. */
export async function readsOf(app: TestApp, workspaceId: string, statement: Statement): Promise<Reads[]> {
  const client = new pg.Client({ connectionString: app.connectionString })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role nhipcau_app')
    await client.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId])
    const { rows } = await client.query(`explain (analyze, format json) ${statement.text}`, statement.values)
    return readsIn(rows[0]['QUERY PLAN'][0].Plan)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

function readsIn(plan: Plan): Reads[] {
  const looked = (plan['Actual Rows'] ?? 0) + (plan['Rows Removed by Filter'] ?? 0)
  const own = plan['Relation Name']
    ? [
        {
          table: plan['Relation Name'],
          isWhole: plan['Node Type'] === 'Seq Scan',
          rows: Math.round(looked * (plan['Actual Loops'] ?? 1)),
        },
      ]
    : []
  return [...own, ...(plan.Plans ?? []).flatMap(readsIn)]
}
