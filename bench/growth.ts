// The same questions in workspaces of 1,000, 10,000 and 100,000 key results: how the cost of each grows. Seed 5.
// Three applications, each on a PostgreSQL of its own, are asked in turn, so that what else the machine does falls on all.
import { type BenchApp, startBenchApp } from './app.ts'
import { fillWithOkrs, todayOf } from './okr-data.ts'
import type { Result } from './result.ts'
import { step } from './steps.ts'
import { median, timed } from './timing.ts'
import { unchecked } from './unchecked.ts'

/** The cycle that is asked about is the last, always of 250 objectives with 1,000 key results; the others are past. */
const asked = 250
export const sizes: { keyResults: number; past: number[] }[] = [
  { keyResults: 1_000, past: [] },
  { keyResults: 10_000, past: [750, 750, 750] },
  { keyResults: 100_000, past: Array.from({ length: 11 }, () => 2_250) },
]
const rounds = 25
const bound = 0.15

export type Question = { what: string; ask: () => Promise<unknown> }

export async function measureGrowth(): Promise<Result[]> {
  const apps: BenchApp[] = []
  try {
    const asking: Question[][] = []
    for (const { past } of sizes) {
      const app = await step('start', () => startBenchApp(todayOf(past.length)))
      apps.push(app)
      asking.push(await step('fill', () => unchecked(app.database, () => questions(app, past))))
    }
    const costs = await step('rounds', () => inTurns(asking, rounds))
    return (asking[0] ?? []).map(({ what }, i) => ({
      what: `growth of ${what}: exponent over 1,000 to 100,000 key results (${costs[i]?.map((ms) => ms.toFixed(1)).join(', ')} ms)`,
      ours: exponent(
        sizes.map(({ keyResults }) => keyResults),
        costs[i] ?? [],
      ),
      unit: 'exponent',
      bound,
    }))
  } finally {
    for (const app of apps) await app.stop()
  }
}

/** Fills the workspace, and answers with what is asked of it: always the same, of the same answer. */
export async function questions(
  app: Pick<BenchApp, 'database' | 'workspaceId' | 'memberId' | 'get' | 'post'>,
  past: number[],
  objectives = asked,
): Promise<Question[]> {
  const { database, workspaceId, memberId } = app
  const seed = '5'
  // First in number and last in time, so that it is made of the same rows whatever lies beside it.
  const cycles = [
    { objectives, place: past.length },
    ...past.map((count, place) => ({ objectives: count, place })),
  ]
  const { cycleIds } = await fillWithOkrs(database, app, cycles, seed)
  const [cycleId] = cycleIds
  const idOf = async (kind: string, n: number) =>
    (await database.query<{ id: string }>('select bench_id($1, $2, $3) as id', [kind, n, seed])).rows[0]?.id
  await database.query('update cycle set state = $3 where workspace_id = $1 and id <> $2', [
    workspaceId,
    cycleId,
    'closed',
  ])
  // Of whoever asks: two objectives, whose key results are due. One of them alone has these words.
  await database.query(
    `update objective set owner_id = $2, title = 'Giao hàng đúng hẹn ' || id from generate_series(1, 2) n
     where workspace_id = $1 and id = bench_id('objective', n, $3)`,
    [workspaceId, memberId, seed],
  )
  await database.query(
    `update key_result set owner_id = $2 where workspace_id = $1
     and objective_id in (select id from objective where workspace_id = $1 and owner_id = $2)`,
    [workspaceId, memberId],
  )
  await fillAudit(app, seed)
  await database.query(
    `insert into measurement (workspace_id, kpi_id, id, identity, at, on_date, value, source, recorded_at, recorded_by)
     select workspace_id, kpi_id, bench_id(kpi_id::text, first_day - '2000-01-01'::date, $2), 'push ' || first_day, first_day, first_day,
       value, 'push', first_day, $3 from period_value where workspace_id = $1`,
    [workspaceId, seed, memberId],
  )
  await database.query(
    `insert into kpi_phase (workspace_id, kpi_id, id, created_at)
     select workspace_id, id, gen_random_uuid(), created_at from kpi where workspace_id = $1`,
    [workspaceId],
  )
  await database.query('vacuum analyze')
  const objective = await idOf('objective', 1)
  const { rows } = await database.query<{ id: string }>(
    `select id from key_result where workspace_id = $1 and owner_id = $2 and measure ->> 'kind' = 'reach' and kpi_id is null
     order by id limit 1`,
    [workspaceId, memberId],
  )
  const keyResult = rows[0]?.id
  const kpi = await idOf('kpi', 1)
  const today = todayOf(past.length).slice(0, 10)
  let turn = 0
  return [
    { what: 'home', ask: () => app.get('/home') },
    { what: 'one objective', ask: () => app.get(`/objectives/${objective}`) },
    { what: 'board of one cycle', ask: () => app.get(`/cycles/${cycleId}/board`) },
    { what: 'search', ask: () => app.get('/search?q=giao%20hang%20dung%20hen') },
    { what: 'chart of a KPI', ask: () => app.get(`/kpis/${kpi}/chart`) },
    { what: 'page of a list', ask: () => app.get(`/objectives?cycleId=${cycleId}&limit=50`) },
    { what: 'page of the audit', ask: () => app.get('/audit?limit=50') },
    {
      what: 'check-in',
      ask: () => {
        const body = { date: today, value: 40 + (turn++ % 5), confidence: 7 }
        return app.post(`/key-results/${keyResult}/check-ins`, body)
      },
    },
    {
      what: 'measurement',
      ask: () =>
        app.post(`/kpis/${kpi}/measurements`, { at: `${today}T01:00:00Z`, value: 40 + (turn++ % 7) }),
    },
  ]
}

/** A row for each key result. Past the chain, whose trigger would take minutes over so many in one transaction. */
async function fillAudit(
  { database, workspaceId, memberId }: Pick<BenchApp, 'database' | 'workspaceId' | 'memberId'>,
  seed: string,
): Promise<void> {
  await database.query('alter table audit disable trigger user')
  await database.query(
    `insert into audit (workspace_id, id, at, actor_id, door, operation, subject_kind, subject_id, after, seq, digest)
     select workspace_id, bench_id('audit', n, $2), created_at, $3, 'http', 'keyResults.create', 'key_result', id,
       jsonb_build_object('title', title), head.seq + n, ''
     from (select *, row_number() over (order by created_at, id) as n from key_result where workspace_id = $1) made,
       lateral (select seq from audit_head where workspace_id = $1) head`,
    [workspaceId, seed, memberId],
  )
  await database.query(
    `update audit_head set seq = (select max(seq) from audit where workspace_id = $1) where workspace_id = $1`,
    [workspaceId],
  )
  await database.query('alter table audit enable trigger user')
}

/** Of each question, the median in each application. */
async function inTurns(asking: Question[][], rounds: number): Promise<number[][]> {
  const times = (asking[0] ?? []).map(() => asking.map((): number[] => []))
  for (let round = -5; round < rounds; round++)
    for (const [i] of (asking[0] ?? []).entries())
      for (const [place, questions] of asking.entries()) {
        const ms = await timed(() => questions[i]?.ask() ?? Promise.resolve())
        if (round >= 0) times[i]?.[place]?.push(ms)
      }
  return times.map((places) => places.map(median))
}

/** The slope of cost over size, both as logarithms: 0 where nothing grows, 1 where all does. */
export function exponent(sizes: readonly number[], costs: readonly number[]): number {
  const [x, y] = [sizes.map(Math.log), costs.map(Math.log)]
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanX, meanY] = [mean(x), mean(y)]
  const over = x.reduce((sum, value, i) => sum + (value - meanX) * ((y[i] ?? meanY) - meanY), 0)
  return over / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0)
}
