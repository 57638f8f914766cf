// KPIs at size: measurements in, the board out, one chart among many, core on long series. Seed 6.
import { chmod, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { addDays } from '../src/core/calendar/iso-date.ts'
import { behaviourOf } from '../src/core/kpi/behaviour.ts'
import { defaultBaseline } from '../src/core/kpi/phase.ts'
import type { Period, RuleSet } from '../src/core/kpi/types.ts'
import { newId } from '../src/server/platform/ids.ts'
import { type BenchApp, startBenchApp } from './app.ts'
import { seededRandom } from './random.ts'
import type { Result } from './result.ts'
import { step } from './steps.ts'
import { median, medianTime, medianTimes, timed } from './timing.ts'
import { unchecked } from './unchecked.ts'

const seed = 6
/** Monday. */
const now = '2026-06-22T02:00:00Z'

export async function measureKpi(): Promise<Result[]> {
  const app = await step('start', () => startBenchApp(now))
  try {
    return [
      await step('chart among many', () => chartAmongMany(app)),
      await step('measurements in', () => measurementsIn(app)),
      ...(await step('boards', () => boards(app))),
      ...(await step('limits and signals', linearBehaviour)),
    ]
  } finally {
    await app.stop()
  }
}

type Definition = { frequency: 'day' | 'week'; aggregation: 'mean' | 'sum' }

async function newKpis(app: BenchApp, count: number, definition: Definition): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const given = { name: `Chỉ số ${i}`, unit: 'phút', direction: 'down', target: 45, ...definition }
    ids.push((await app.post<{ id: string }>('/kpis', given)).id)
  }
  return ids
}

/** 100,000 measurements of ten KPIs, 10,000 a batch, against COPY of the same rows into the same table. */
async function measurementsIn(app: BenchApp): Promise<Result> {
  const random = seededRandom(seed)
  const rounds = 3
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round++) {
    const ids = await newKpis(app, 10, { frequency: 'day', aggregation: 'mean' })
    const batches = ids.map((id) => ({ id, batch: batchOf(random.normals(10_000)) }))
    await app.database.query('checkpoint')
    ours.push(
      await timed(async () => {
        for (const { id, batch } of batches) await app.post(`/kpis/${id}/measurements`, batch)
      }),
    )
    bare.push(await copyAgain(app, ids))
  }
  return {
    what: '100,000 measurements in batches of 10,000, against COPY',
    ours: median(ours),
    bare: median(bare),
    unit: 'ms',
    bound: 3,
  }
}

/** One every hour and a half, up to yesterday. */
function batchOf(values: number[]): { at: string; value: number }[] {
  const last = Date.parse(now) - 86_400_000
  return values.map((value, i) => ({
    at: new Date(last - (values.length - i) * 5_400_000).toISOString(),
    value: Math.round((50 + 5 * value) * 100) / 100,
  }))
}

/** The same rows once more, of KPIs that hold none yet: how long PostgreSQL's own COPY takes for them. */
async function copyAgain({ database, post, workspaceId }: BenchApp, ids: string[]): Promise<number> {
  const path = join(tmpdir(), `nhipcau-bench-${process.pid}.copy`)
  const empty = await newKpis({ post } as BenchApp, ids.length, { frequency: 'day', aggregation: 'mean' })
  const columns = `workspace_id, kpi_id, id, identity, at, on_date, value, numerator, denominator, note, external_id,
    source, voided, recorded_at, recorded_by, superseded_at`
  await database.query(
    `create temporary table copied as select * from measurement where workspace_id = '${workspaceId}' and kpi_id = any($1)`,
    [ids],
  )
  for (const [i, id] of ids.entries())
    await database.query('update copied set kpi_id = $1 where kpi_id = $2', [empty[i], id])
  await database.query(`copy (select ${columns} from copied order by kpi_id, id) to '${path}'`)
  await chmod(path, 0o644).catch(() => {})
  await database.query('drop table copied')
  await database.query('checkpoint')
  const time = await timed(() => database.query(`copy measurement (${columns}) from '${path}'`))
  await rm(path, { force: true })
  return time
}

/** 200 KPIs with 260 weeks each: the board, against its bare rows; once more beside ten million measurements. */
async function boards(app: BenchApp): Promise<Result[]> {
  const random = seededRandom(seed)
  const ids = await newKpis(app, 200, { frequency: 'week', aggregation: 'mean' })
  for (const id of ids) {
    await app.post(`/kpis/${id}/measurements`, weeksOf(random.normals(260)))
  }
  // Only these: those of other parts stand on the board of their own.
  await app.database.query('update kpi set archived_at = now() where not id = any($1)', [ids])
  await app.database.query('vacuum analyze')
  const small = await board(app, ids, 'a board of 200 KPIs × 260 weeks, against the bare SQL of its rows')
  await step('of boards: 10 million measurements', () => loadTenMillion(app))
  const large = await board(app, ids, 'the same with 10 million measurements in the database')
  return [small, large]
}

async function board(app: BenchApp, ids: string[], what: string): Promise<Result> {
  const times = await medianTimes(
    21,
    () => app.get('/kpis/board'),
    () => bareBoard(app, ids),
  )
  return { what, ...times, unit: 'ms', bound: 2 }
}

/** What a program would ask the database for to draw the same board itself. */
async function bareBoard({ database, workspaceId }: BenchApp, ids: string[]): Promise<void> {
  await database.query('select * from kpi where workspace_id = $1 and archived_at is null', [workspaceId])
  await database.query(
    `select kpi_id, first_day, last_day, value from period_value
     where workspace_id = $1 and kpi_id = any($2) order by kpi_id, first_day`,
    [workspaceId, ids],
  )
  await database.query(
    'select kpi_id, starts_on, baseline from kpi_phase where workspace_id = $1 and kpi_id = any($2)',
    [workspaceId, ids],
  )
}

/** Of 1,000 KPIs that the board does not show, an instant every hour; half of them over each of two connections. */
async function loadTenMillion({
  database,
  connectionString,
  workspaceId,
  memberId,
}: BenchApp): Promise<void> {
  await database.query(
    `insert into kpi (workspace_id, id, name, slug, owner_id, unit, direction, frequency, aggregation, created_at, archived_at)
     select $1, gen_random_uuid(), 'Kho ' || n, 'kho_' || n, $2, 'đơn', 'up', 'day', 'sum', now(), now()
     from generate_series(1, 1000) n`,
    [workspaceId, memberId],
  )
  const fillHalf = async (half: number) => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    // Ids in the order of their making, as the product gives them.
    await unchecked(client, () =>
      client.query(
        `with instant as materialized (
           select at, 'push ' || at as identity, at::date as on_date, (n % 97)::numeric as value
           from generate_series(1, 10000) n, lateral (select timestamptz '2025-01-01' + n * interval '1 hour' as at) t)
         insert into measurement (workspace_id, kpi_id, id, identity, at, on_date, value, source, recorded_at, recorded_by)
         select $1, kpi.id, uuidv7(), identity, at, on_date, value, 'push', now(), $2
         from kpi, instant where kpi.workspace_id = $1 and kpi.name like 'Kho %' and substr(kpi.name, 5)::int % 2 = $3`,
        [workspaceId, memberId, half],
      ),
    )
    await client.end()
  }
  await Promise.all([fillHalf(0), fillHalf(1)])
  await database.query('vacuum analyze kpi, measurement')
}

/** One KPI's chart with 10 other KPIs in the workspace, and with 10,000, each with 52 weeks. */
async function chartAmongMany(app: BenchApp): Promise<Result> {
  const [id = ''] = await newKpis(app, 1, { frequency: 'week', aggregation: 'mean' })
  await app.post(`/kpis/${id}/measurements`, weeksOf(seededRandom(seed).normals(260)))
  await addKpis(app, 10)
  const chart = () => app.get(`/kpis/${id}/chart`)
  const few = await medianTime(60, chart)
  await addKpis(app, 9_990)
  const many = await medianTime(60, chart)
  return { what: 'one chart: 10,000 other KPIs against 10', ours: many, bare: few, unit: 'ms', bound: 1.3 }
}

/** Weekly values up to the last closed week. */
function weeksOf(values: number[]): { at: string; value: number }[] {
  return values.map((value, i) => ({
    at: addDays('2026-06-15', (i + 1 - values.length) * 7),
    value: Math.round((50 + 5 * value) * 100) / 100,
  }))
}

async function addKpis({ database, workspaceId, memberId }: BenchApp, count: number): Promise<void> {
  await unchecked(database, async () => {
    await database.query(
      `insert into kpi (workspace_id, id, name, slug, owner_id, unit, direction, frequency, aggregation, created_at)
     select $1, gen_random_uuid(), 'Khác ' || n, 'khac_' || $3 || '_' || n, $2, 'đơn', 'up', 'week', 'sum', now()
     from generate_series(1, $3::int) n`,
      [workspaceId, memberId, count],
    )
    const others = `from kpi where workspace_id = $1 and slug like 'khac_${count}_%'`
    await database.query(
      `insert into kpi_phase (workspace_id, kpi_id, id, created_at) select $1, id, gen_random_uuid(), now() ${others}`,
      [workspaceId],
    )
    await database.query(
      `insert into period_value (workspace_id, kpi_id, first_day, last_day, value, count, evaluated_at)
     select $1, id, day, day + 6, extract(day from day), 1, now()
     from (select id ${others}) k, lateral (select ('2025-06-23'::date + 7 * w) as day from generate_series(0, 51) w) d`,
      [workspaceId],
    )
  })
  await database.query('vacuum analyze kpi, kpi_phase, period_value')
}

/** Limits and signals in core: a million periods against a hundred thousand, in turn. */
function linearBehaviour(): Result[] {
  const [fewer, more] = [dailyPeriods(100_000), dailyPeriods(1_000_000)]
  return (['wheeler', 'nhs'] as const).map((ruleSet) => {
    const rounds = Array.from({ length: 12 }, () => ({
      ours: behaviourTime(more, ruleSet),
      bare: behaviourTime(fewer, ruleSet),
    })).slice(3)
    return {
      what: `limits and signals of 1,000,000 points against 100,000 (${ruleSet})`,
      ours: median(rounds.map(({ ours }) => ours)),
      bare: median(rounds.map(({ bare }) => bare)),
      unit: 'ms',
      bound: 12,
    }
  })
}

function dailyPeriods(count: number): Period[] {
  const random = seededRandom(seed)
  let day = '2026-01-01'
  return Array.from({ length: count }, () => {
    const period = { start: day, end: day, value: 50 + random.normal(), provisional: false }
    day = addDays(day, 1)
    return period
  })
}

/** Processor time, which what else the machine does disturbs least. */
function behaviourTime(periods: readonly Period[], ruleSet: RuleSet): number {
  const phase = { id: newId(), start: '2026-01-01', baseline: defaultBaseline(ruleSet) }
  const begun = process.threadCpuUsage()
  behaviourOf(periods, [phase], { ruleSet, limitMethod: 'mean', direction: 'up', target: { value: 50 } })
  return process.threadCpuUsage(begun).user / 1000
}
