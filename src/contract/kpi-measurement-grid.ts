// Numbers by hand: one for each KPI and period, many at a time.
import { z } from 'zod'
import { Aggregation, Frequency } from './kpi.ts'
import { operation } from './operation.ts'
import { Day, Finite, Id } from './shapes.ts'

/**
 * What a period of a KPI rests on. `count` measurements: none, one, whose figures are given and may be typed over, or
 * several, of which only what they make together is shown.
 */
const GridCell = z.object({
  start: Day,
  count: z.int(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
})

export const MeasurementRow = z.object({
  kpiId: Id,
  name: z.string(),
  category: z.string(),
  unitId: Id.nullable(),
  unit: z.string(),
  precision: z.int(),
  aggregation: Aggregation,
  /** Whether the reader may type its numbers. */
  canFill: z.boolean(),
  cells: z.array(GridCell),
})

/**
 * `start` is the first day of the period. Without figures the period is emptied: its measurement is voided, and stays
 * readable.
 */
export const NewGridCell = z.object({
  kpiId: Id,
  start: Day,
  value: Finite.nullish(),
  numerator: Finite.nullish(),
  denominator: Finite.nullish(),
})

export const kpiMeasurementGrid = {
  measurementGrid: {
    read: operation({
      method: 'GET',
      path: '/measurement-grid',
      summary: 'What the periods of all measured KPIs of one frequency rest on, over at most two years',
      access: 'member',
      input: z.object({ frequency: Frequency, from: Day, to: Day }),
      output: z.object({
        periods: z.array(z.object({ start: Day, end: Day })),
        items: z.array(MeasurementRow),
      }),
    }),
    fill: operation({
      method: 'PUT',
      path: '/measurement-grid',
      summary: 'Type up to 5,000 numbers of KPIs by period, all or none; the same again changes nothing',
      access: 'kpi.push',
      input: z.object({ cells: z.array(NewGridCell).min(1).max(5000) }),
      output: z.object({ created: z.int(), replaced: z.int(), emptied: z.int(), unchanged: z.int() }),
    }),
  },
}

export type MeasurementRowView = z.output<typeof MeasurementRow>
export type NewGridCellInput = z.input<typeof NewGridCell>
