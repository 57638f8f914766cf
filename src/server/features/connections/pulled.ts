// From a source's table to measurements, by the columns that the pull names.
import type { PullMappingView, PullQueryView } from '../../../contract/connections.ts'
import { noColumns, type ReadRows, type Role, readRows, type Table } from '../../../core/kpi/table-rows.ts'
import type { Op } from '../../platform/operation-context.ts'
import type { KpiRow } from '../kpi/public.ts'
import { SourceError } from './fault.ts'

export function readPulled(
  op: Pick<Op, 'workspace' | 'today'>,
  kpi: Pick<KpiRow, 'aggregation'>,
  table: Table,
  mapping: PullMappingView,
  query: PullQueryView,
): ReadRows {
  const columns = { ...noColumns }
  for (const [role, name] of Object.entries(mapping)) {
    if (name === undefined) continue
    const column = table.head.indexOf(name)
    // An empty answer may come without columns.
    if (column === -1 && table.rows.length > 0) throw new SourceError('no_column', { name })
    columns[role as Role] = column === -1 ? null : column
  }
  return readRows(table, {
    columns,
    isRatio: kpi.aggregation === 'ratio',
    isCount: kpi.aggregation === 'count',
    style: ('numbers' in query ? query.numbers : undefined) ?? 'en',
    timeZone: op.workspace.timeZone,
    today: op.today,
    from: null,
    to: null,
  })
}
