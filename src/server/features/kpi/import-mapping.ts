// Which column held what, the last time that a table with these names of columns was imported.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { ImportMappingView } from '../../../contract/kpi-import.ts'
import type { Handlers } from '../../doors/router.ts'
import { kpiFacts, readKpiRow } from './kpi-row.ts'

export const importMappingHandlers: Handlers<Contract['importMapping']> = {
  get: async ({ id, signature }, op) => {
    await readKpiRow(op, id)
    const row = await op.db
      .selectFrom('import_mapping')
      .select(['kpi_id', 'columns', 'style'])
      .where('workspace_id', '=', op.workspace.id)
      .where('signature', '=', signature)
      .orderBy(sql`kpi_id = ${id}`, 'desc')
      .orderBy('recorded_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!row) return { mapping: null, isOwn: false }
    const isOwn = row.kpi_id === id
    const columns = row.columns as ImportMappingView['columns']
    // Another KPI's figures stand in a column of their own.
    const shared = isOwn ? columns : { ...columns, value: null, numerator: null, denominator: null }
    return { mapping: { columns: shared, style: row.style as ImportMappingView['style'] }, isOwn }
  },

  remember: async ({ id, signature, columns, style }, op) => {
    op.authorise('kpi.push', kpiFacts(await readKpiRow(op, id)))
    const values = {
      columns: JSON.stringify(columns),
      style,
      recorded_at: op.now,
      recorded_by: op.actor.memberId,
    }
    await op.db
      .insertInto('import_mapping')
      .values({ workspace_id: op.workspace.id, kpi_id: id, signature, ...values })
      .onConflict((at) => at.columns(['workspace_id', 'kpi_id', 'signature']).doUpdateSet(values))
      .execute()
    op.record('kpi', id, null, { importMapping: columns })
    return {}
  },
}
