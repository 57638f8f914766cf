// Numbers by hand, by KPI and period: one measurement for each, all or none.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { MeasurementRowView, NewGridCellInput } from '../../../contract/kpi-measurement-grid.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { startOfDate } from '../../../core/calendar/zone.ts'
import { periodOf } from '../../../core/kpi/periods.ts'
import type { Frequency } from '../../../core/kpi/types.ts'
import { can } from '../../../core/people/permissions.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { type FieldError, Refusal, type RefusalCode } from '../../platform/refusal.ts'
import { readGrid } from './grid-kpis.ts'
import { type KpiRow, kpiFacts, workCalendar } from './kpi-row.ts'
import { lockKpis } from './lock-kpis.ts'
import { identityOf } from './measurement-identity.ts'
import {
  type Figures,
  type Incoming,
  insert,
  type MeasurementRow,
  measurements,
  pushed,
  supersede,
} from './measurement-rows.ts'
import { faultOf, figuresOf, oldestDay, readKnown } from './measurements.ts'
import { touchedPeriods } from './period-values.ts'
import { recompute } from './recompute.ts'

export const measurementGridHandlers: Handlers<Contract['measurementGrid']> = {
  read: async (asked, op) => {
    const { kpis: all, periods } = await readGrid(op, asked)
    // What a formula gives is never typed.
    const kpis = all.filter(({ formula }) => formula === null)
    const cells = await readCells(op, kpis, periods)
    return {
      periods,
      items: kpis.map((kpi): MeasurementRowView => {
        const { id, name, category, unit, precision } = kpi
        return {
          ...{ kpiId: id, name, category, unitId: kpi.unit_id, unit, precision },
          aggregation: kpi.aggregation as MeasurementRowView['aggregation'],
          // Of a count there is no number to type: each measurement is one.
          canFill: kpi.aggregation !== 'count' && can(op.actor, 'kpi.push', kpiFacts(kpi)),
          cells: cells.get(id) ?? [],
        }
      }),
    }
  },

  fill: async ({ cells }, op) => {
    const kpis = await lockKpis(op, [...new Set(cells.map(({ kpiId }) => kpiId))])
    for (const kpi of kpis.values()) op.authorise('kpi.push', kpiFacts(kpi))
    const faults = new Map<number, RefusalCode>()
    const counts = { created: 0, replaced: 0, emptied: 0, unchanged: 0 }
    // Of a period that is named twice, the last is meant.
    const wanted = new Map<string, Wanted>()
    for (const [row, cell] of cells.entries()) {
      const kpi = kpis.get(cell.kpiId)
      const code = cellFault(op, kpi, cell)
      if (code) faults.set(row, code)
      const { kpiId, start, ...figures } = cell
      wanted.set(`${kpiId} ${start}`, { row, kpiId, start, figures: withoutNulls(figures) })
    }
    const plans: Plan[] = []
    for (const [kpiId, own] of Map.groupBy(wanted.values(), (cell) => cell.kpiId)) {
      const kpi = kpis.get(kpiId)
      if (kpi)
        plans.push(
          await planFor(
            op,
            kpi,
            own.filter(({ row }) => !faults.has(row)),
            faults,
          ),
        )
    }
    refuseFaults(op, faults)
    for (const plan of plans) {
      await carryOut(op, plan)
      counts.created += plan.fresh.length
      counts.replaced += plan.changed.length
      counts.emptied += plan.emptied.length
      counts.unchanged += plan.unchanged
    }
    return counts
  },
}

type Cell = MeasurementRowView['cells'][number]

/** The figures of a period that rests on one measurement; of several, what they make together. */
async function readCells(
  op: Op,
  kpis: KpiRow[],
  periods: { start: IsoDate }[],
): Promise<Map<string, Cell[]>> {
  const [first] = periods
  const last = periods.at(-1)
  if (kpis.length === 0 || !first || !last) return new Map()
  const { rows } = await sql<Cell & { kpi_id: string }>`
    select p.kpi_id, p.first_day as start, p.count, m.numerator, m.denominator,
      case when p.count = 1 then m.value else p.value end as value
    from period_value p left join lateral (
      select value, numerator, denominator from measurement
      where workspace_id = p.workspace_id and kpi_id = p.kpi_id and on_date between p.first_day and p.last_day
        and superseded_at is null and not voided
      limit 1
    ) m on p.count = 1
    where p.workspace_id = ${op.workspace.id} and p.kpi_id = any(${kpis.map(({ id }) => id)}::uuid[])
      and p.first_day between ${first.start} and ${last.start} and p.count > 0
    order by p.first_day`.execute(op.db)
  const byKpi = new Map<string, Cell[]>()
  for (const { kpi_id, ...cell } of rows) byKpi.set(kpi_id, [...(byKpi.get(kpi_id) ?? []), cell])
  return byKpi
}

type Given = { value?: number; numerator?: number; denominator?: number }
type Wanted = { row: number; kpiId: string; start: IsoDate; figures: Given }

function withoutNulls(figures: Omit<NewGridCellInput, 'kpiId' | 'start'>): Given {
  return Object.fromEntries(Object.entries(figures).filter(([, figure]) => typeof figure === 'number'))
}

function cellFault(op: Op, kpi: KpiRow | undefined, cell: NewGridCellInput): RefusalCode | null {
  if (kpi === undefined) return 'not_in_workspace'
  if (kpi.archived_at !== null) return 'grid_archived'
  if (kpi.formula !== null) return 'grid_computed'
  if (kpi.aggregation === 'count') return 'grid_count'
  const { start } = cell
  if (start > op.today) return 'measurement_future'
  if (start < oldestDay) return 'measurement_too_old'
  if (periodOf(start, kpi.frequency as Frequency, workCalendar(op)).start !== start) return 'grid_period'
  const { kpiId, start: _, ...figures } = cell
  const given = withoutNulls(figures)
  return Object.keys(given).length === 0 ? null : faultOf(given, kpi)
}

/** What is to be written for one KPI: the versions that end, and those that begin. */
type Plan = {
  kpi: KpiRow
  ended: string[]
  fresh: Incoming[]
  changed: Incoming[]
  emptied: MeasurementRow[]
  unchanged: number
  before: Noted[]
  after: Noted[]
}
type Noted = { start: IsoDate } & Partial<Figures>

async function planFor(
  op: Op,
  kpi: KpiRow,
  cells: Wanted[],
  faults: Map<number, RefusalCode>,
): Promise<Plan> {
  const plan: Plan = {
    ...{ kpi, ended: [], fresh: [], changed: [], emptied: [], unchanged: 0, before: [], after: [] },
  }
  const held = await heldBy(op, kpi, cells)
  const identities = new Map(
    cells.map(({ start }) => {
      const at = new Date(startOfDate(start, op.workspace.timeZone)).toISOString()
      return [start, { at, identity: identityOf({}, pushed, at, new Map()) }]
    }),
  )
  const known = await readKnown(
    op,
    kpi,
    [...identities.values()].map(({ identity }) => identity),
  )
  for (const { row, start, figures } of cells) {
    const [one, other] = held.get(start) ?? []
    const isEmpty = Object.keys(figures).length === 0
    const wanted = isEmpty ? null : figuresOf(figures, kpi)
    if (other) faults.set(row, 'grid_several')
    else if (one && !wanted) {
      plan.ended.push(one.id)
      plan.emptied.push(one)
    } else if (one && wanted && !areSame(one, wanted)) {
      plan.ended.push(one.id)
      plan.changed.push(versionOf(one, wanted))
    } else if (!one && wanted) {
      const place = identities.get(start)
      if (!place) continue
      // One that was emptied before stands voided under the same identity: the new version follows it.
      const voided = known.get(place.identity)
      if (voided) plan.ended.push(voided.id)
      plan.fresh.push({ ...wanted, ...place, on_date: start, external_id: null, note: null })
    } else {
      plan.unchanged++
      continue
    }
    plan.before.push({ start, ...(one ? figuresIn(one) : {}) })
    plan.after.push({ start, ...wanted })
  }
  return plan
}

/** The measurements that count in the periods of these cells, by the period's first day. */
async function heldBy(op: Op, kpi: KpiRow, cells: Wanted[]): Promise<Map<IsoDate, MeasurementRow[]>> {
  const frequency = kpi.frequency as Frequency
  const periods = touchedPeriods(
    op,
    kpi,
    cells.map(({ start }) => start),
  )
  const [first] = periods
  const last = periods.at(-1)
  if (!first || !last) return new Map()
  const rows = await measurements(op, kpi.id)
    .where('superseded_at', 'is', null)
    .where('voided', '=', false)
    .where('on_date', '>=', first.start)
    .where('on_date', '<=', last.end)
    .execute()
  return Map.groupBy(rows, (row) => periodOf(row.on_date, frequency, workCalendar(op)).start)
}

const figuresIn = ({ value, numerator, denominator }: Figures) => ({ value, numerator, denominator })
const areSame = (a: Figures, b: Figures) =>
  a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator

function versionOf(row: MeasurementRow, figures: Figures): Incoming {
  const { identity, on_date, external_id, note } = row
  return { ...figures, identity, on_date, external_id, note, at: row.at.toISOString() }
}

function refuseFaults(op: Op, faults: Map<number, RefusalCode>): void {
  const errors = [...faults]
    .sort(([a], [b]) => a - b)
    .map(
      ([row, code]): FieldError => ({
        ...{ field: `cells.${row}`, code },
        message: op.t(`refusal.${code}`, { row: row + 1, field: `cells.${row}` }),
      }),
    )
  const [first] = errors
  if (first)
    throw new Refusal(
      first.code as RefusalCode,
      { row: Number(first.field.slice(6)) + 1, field: first.field },
      errors.slice(0, 100),
    )
}

async function carryOut(op: Op, plan: Plan): Promise<void> {
  const { kpi, ended, fresh, changed, emptied } = plan
  if (fresh.length + changed.length + emptied.length === 0) return
  await supersede(op, kpi, ended)
  if (fresh.length + changed.length > 0) await insert(op, kpi, [...fresh, ...changed], pushed)
  if (emptied.length > 0)
    await op.db
      .insertInto('measurement')
      .values(
        emptied.map((row) => ({
          ...row,
          ...{ id: newId(), voided: true, recorded_at: op.now, recorded_by: op.actor.memberId },
        })),
      )
      .execute()
  const days = [...fresh, ...changed, ...emptied].map(({ on_date }) => on_date)
  op.record('kpi', kpi.id, { grid: plan.before }, { grid: plan.after })
  await recompute(op, kpi, touchedPeriods(op, kpi, days))
}
