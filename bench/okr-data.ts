// A workspace full of OKRs, made inside the database: the same rows for the same sizes and seed.
// Of 100 key results: 50 typed in weekly, 30 bound to KPIs, 10 kept within bounds, 10 of milestones.
import type pg from 'pg'

/** `place`: how many quarters after the first; without it, after the one before. */
export type CycleSize = { objectives: number; place?: number }

/** Rows are told apart by their number: ids are UUIDs of version 7 made of it and of the seed. */
const functions = `
  create or replace function bench_id(kind text, n bigint, seed text) returns uuid language sql immutable parallel safe as $$
    select (lpad(to_hex(1750000000000 + n * 10), 12, '0') || '7' || substr(md5(kind || n::text || seed), 1, 3)
      || '8' || substr(md5(seed || n::text || kind), 1, 15))::uuid $$;
  create or replace function bench_random(kind text, n bigint, seed text) returns double precision language sql immutable parallel safe as $$
    select ('x' || substr(md5(seed || kind || n::text), 1, 7))::bit(28)::int / 268435456.0 $$;`

const words = `array['Khách hàng', 'Doanh thu', 'Vận hành', 'Đội ngũ', 'Sản phẩm', 'Chất lượng', 'Thị trường', 'Đối tác']`
const verbs = `array['được phục vụ ngay', 'tăng bền vững', 'gọn và đúng hạn', 'gắn bó hơn', 'dễ dùng hơn', 'ít lỗi hơn', 'mở rộng', 'tin cậy']`

/** A quarter of 13 weeks for each cycle, the first from this Monday on; in each, today is the Monday of its 11th week. */
const firstMonday = '2023-01-02'

export function todayOf(cycle: number): string {
  const day = Date.parse(`${firstMonday}T02:00:00Z`) + (cycle * 91 + 70) * 86_400_000
  return new Date(day).toISOString()
}

/** The Monday from which the first cycle runs, where this week is its 11th. */
export function mondayBefore(now: Date): string {
  const days = Math.floor(now.getTime() / 86_400_000)
  return new Date((days - ((days + 3) % 7) - 70) * 86_400_000).toISOString().slice(0, 10)
}

export async function fillWithOkrs(
  client: pg.Client,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
  sizes: readonly CycleSize[],
  seed: string,
  monday = firstMonday,
): Promise<{ cycleIds: string[] }> {
  await client.query(functions)
  const fill = (text: string, ...more: unknown[]) =>
    client.query(text.replaceAll('$ws', `'${workspaceId}'::uuid`).replaceAll('$seed', `'${seed}'`), more)
  await fill(`insert into member (workspace_id, id, user_id, name, email, role, created_at)
    select $ws, bench_id('member', n, $seed), 'bench-' || $seed || n, 'Người ' || n, n || '@bench.vn', 'member', '2022-12-01'
    from generate_series(1, 200) n`)
  await fill(`insert into unit (workspace_id, id, parent_id, name, created_at)
    select $ws, bench_id('unit', n, $seed), case when n > 5 then bench_id('unit', (n - 1) / 5, $seed) end, 'Đơn vị ' || n, '2022-12-01'
    from generate_series(1, 40) n`)
  const cycleIds: string[] = []
  let first = 1
  for (const [turn, { objectives, place = turn }] of sizes.entries()) {
    const { rows } = await fill(
      `insert into cycle (workspace_id, id, name, kind, first_day, last_day, state, created_at)
       values ($ws, bench_id('cycle', $1, $seed), 'Quý ' || $1, 'quarter', '${monday}'::date + $1::int * 91,
         '${monday}'::date + $1::int * 91 + 90, 'active', '2022-12-01') returning id`,
      place,
    )
    cycleIds.push(rows[0].id)
    await fillCycle(fill, `'${monday}'::date + ${place * 91}`, place, first, objectives)
    first += objectives
  }
  await client.query('vacuum analyze')
  // The owner takes part, so that nothing is special about who asks.
  await client.query(
    'update objective set owner_id = $2 where workspace_id = $1 and id = bench_id($3, 1, $4)',
    [workspaceId, memberId, 'objective', seed],
  )
  return { cycleIds }
}

type Fill = (text: string, ...more: unknown[]) => Promise<unknown>

async function fillCycle(
  fill: Fill,
  start: string,
  cycle: number,
  first: number,
  objectives: number,
): Promise<void> {
  const last = first + objectives - 1
  // A tree of five below each, but for the first twenty, which stand at the top.
  await fill(`insert into objective (workspace_id, id, cycle_id, unit_id, owner_id, title, ambition, parent_objective_id, created_at)
    select $ws, bench_id('objective', n, $seed), bench_id('cycle', ${cycle}, $seed), bench_id('unit', 1 + n % 40, $seed),
      bench_id('member', 1 + n % 200, $seed), (${words})[1 + n % 8] || ' ' || (${verbs})[1 + n / 8 % 8] || ' ' || n,
      case when n % 5 = 0 then 'committed' else 'aspirational' end,
      case when n - ${first} >= 20 then bench_id('objective', ${first} + (n - ${first}) / 5, $seed) end,
      (${start})::timestamp + n * interval '1 second'
    from generate_series(${first}, ${last}) n`)
  // Four key results each; every KPI feeds four of the bound ones.
  const keyResult = `k, (k - 1) / 4 + 1 as o, ${first} + ((k - 1) / 4 + 1 - ${first}) / 4 * 4 as kpi, floor(bench_random('kind', k, $seed) * 100) as kind, bench_random('size', k, $seed) as size
    from generate_series(${(first - 1) * 4 + 1}, ${last * 4}) k`
  await fill(`insert into kpi (workspace_id, id, name, slug, owner_id, unit, direction, frequency, aggregation, created_at)
    select $ws, bench_id('kpi', n, $seed), 'Chỉ số ' || n, 'chi_so_' || n, bench_id('member', 1 + n % 200, $seed), 'phút',
      case when n % 2 = 0 then 'up' else 'down' end, 'week', case when n % 7 = 0 then 'sum' else 'mean' end, '2022-12-01'
    from generate_series(${first}, ${last}, 4) n`)
  await fill(`insert into period_value (workspace_id, kpi_id, first_day, last_day, value, count)
    select $ws, bench_id('kpi', n, $seed), ${start} + w * 7, ${start} + w * 7 + 6, round((40 + 10 * bench_random('value', n * 1000 + w, $seed))::numeric, 2), 5
    from generate_series(${first}, ${last}, 4) n, generate_series(-52, 9) w`)
  await fill(`insert into key_result (workspace_id, id, objective_id, owner_id, title, measure, kpi_id, reading, reading_n, created_at)
    select $ws, bench_id('key_result', k, $seed), bench_id('objective', o, $seed), bench_id('member', 1 + k % 200, $seed),
      'Đưa ' || lower((${words})[1 + k % 8]) || ' tới mức ' || k,
      case when kind >= 90 then '{"kind": "milestones", "steps": [{"title": "Khảo sát", "weight": 1, "done": false},
          {"title": "Thử nghiệm", "weight": 2, "done": false}, {"title": "Áp dụng", "weight": 1, "done": false}]}'
        when kind >= 80 then '{"kind": "keep", "upper": 3, "unit": "hồi chuông"}'
        else jsonb_build_object('kind', 'reach', 'start', 48, 'target', round((20 + 10 * size)::numeric, 1), 'unit', 'phút') end,
      case when kind < 30 then bench_id('kpi', kpi, $seed) end,
      case when kind < 24 then 'mean' when kind < 27 then 'latest' when kind < 30 and kpi % 7 = 0 then 'cycle_to_date'
        when kind < 30 then 'mean' end,
      case when kind < 24 or kind between 27 and 29 and kpi % 7 <> 0 then 4 end,
      (${start})::timestamp + k * interval '250 milliseconds'
    from (select ${keyResult}) made`)
  await fill(`insert into check_in (workspace_id, key_result_id, id, on_date, value, steps_done, confidence, note, recorded_at, recorded_by)
    select $ws, bench_id('key_result', k, $seed), bench_id('check_in', k * 20 + w, $seed), ${start} + w * 7,
      case when kind >= 90 then null when kind >= 80 then 2 + floor(3 * bench_random('kept', k * 20 + w, $seed))
        when kind >= 30 then round((48 - 2 * w * size)::numeric, 1) end,
      case when kind >= 90 then (array['{}', '{0}', '{0,1}', '{0,1,2}']::text[])[1 + w / 3]::int[] end,
      4 + floor(6 * bench_random('confidence', k * 20 + w, $seed)), 'Tuần này đi đúng hướng, còn chờ một bên phối hợp.',
      (${start})::timestamp + w * interval '7 days 9 hours', bench_id('member', 1 + k % 200, $seed)
    from (select ${keyResult}) made, generate_series(0, 9) w
    where kind >= 30 or w % 3 = 0`)
}
