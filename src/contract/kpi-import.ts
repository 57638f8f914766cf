// How a table was read when it was imported, remembered by the names of its columns.
import { z } from 'zod'
import { operation } from './operation.ts'
import { ById } from './shapes.ts'

const Column = z.int().min(0).max(1000).nullable()

export const ImportMapping = z.object({
  columns: z.object({
    at: Column,
    value: Column,
    numerator: Column,
    denominator: Column,
    externalId: Column,
    note: Column,
  }),
  /** How its numbers are written. */
  style: z.enum(['vi', 'en']),
})

const Signature = z.string().min(1).max(4000)

export const kpiImport = {
  importMapping: {
    get: operation({
      method: 'GET',
      path: '/kpis/{id}/import-mapping',
      summary:
        'How a table with these column names was read before: for this KPI, or but for its figures for another',
      access: 'member',
      input: ById.extend({ signature: Signature }),
      output: z.object({ mapping: ImportMapping.nullable(), isOwn: z.boolean() }),
    }),
    remember: operation({
      method: 'PUT',
      path: '/kpis/{id}/import-mapping',
      summary: 'Remember how a table with these column names is read for this KPI',
      access: 'kpi.push',
      input: ById.extend({ signature: Signature, ...ImportMapping.shape }),
      output: z.object({}),
    }),
  },
}

export type ImportMappingView = z.output<typeof ImportMapping>
