// The check-ins that today's figures of key results rest on: the newest of each, and more only where it does not tell.
import { sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { holdsAt } from '../kpi/public.ts'

export type CheckInRow = {
  key_result_id: string
  on_date: IsoDate
  value: number | null
  steps_done: number[] | null
  confidence: number | null
  call: string | null
  /** Not with the rows of whole cycles, which do not show it. */
  call_reason?: string | null
  recorded_by: string
}

type Asked = { id: string; measure: unknown; kpi_id: string | null }

/** By key result, oldest first; two statements however many there are, or one where the newest are at hand. */
export async function tellingCheckIns(
  op: Op,
  rows: readonly Asked[],
  newest?: readonly CheckInRow[],
): Promise<Map<string, CheckInRow[]>> {
  newest ??= await newestCheckIns(
    op,
    rows.map(({ id }) => id),
  )
  const telling = new Map(newest.map((checkIn) => [checkIn.key_result_id, [checkIn]]))
  const untold = rows.filter((row) => !tellsAll(row, telling.get(row.id)?.[0]))
  for (const [id, checkIns] of await everyCheckIn(op, untold)) telling.set(id, checkIns)
  return telling
}

/** A `keep` counts its periods; what else is typed in is told by the newest check-in, unless that left it unsaid. */
function tellsAll({ measure, kpi_id }: Asked, newest: CheckInRow | undefined): boolean {
  if (newest === undefined) return true
  const { kind } = measure as { kind: string }
  if (kind === 'milestones') return newest.steps_done !== null
  return kpi_id !== null || (kind === 'reach' && newest.value !== null)
}

/** As one text: a list of thousands would be escaped one by one. */
const uuids = (ids: string[]) => sql`${`{${ids.join()}}`}::uuid[]`

/** The versions that count: those that hold now, or held at the instant asked about. */
const holding = (op: Op) => holdsAt('recorded_at', op.asOf ?? undefined)

const columns = sql`key_result_id, on_date, value, steps_done, confidence, call, call_reason, recorded_by`

async function newestCheckIns(op: Op, ids: string[]): Promise<CheckInRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<CheckInRow>`
    select newest.* from unnest(${uuids(ids)}) as asked(id) cross join lateral (
      select ${columns} from check_in
      where workspace_id = ${op.workspace.id} and key_result_id = asked.id and ${holding(op)}
      order by on_date desc limit 1
    ) newest ${kept}`.execute(op.db)
  return rows
}

/** By key result, oldest first. The list stands in a select: the planner, which would count it, plans the same for any length. */
export async function everyCheckIn(
  op: Op,
  asked: readonly { id: string }[],
  until?: IsoDate,
): Promise<Map<string, CheckInRow[]>> {
  if (asked.length === 0) return new Map()
  const { rows } = await sql<CheckInRow>`
    select ${columns} from check_in
    where workspace_id = ${op.workspace.id} and key_result_id = any((select ${uuids(asked.map(({ id }) => id))})::uuid[])
      and ${holding(op)} ${until === undefined ? sql`` : sql`and on_date <= ${until}`}
    order by on_date ${kept}`.execute(op.db)
  return Map.groupBy(rows, (row) => row.key_result_id)
}
