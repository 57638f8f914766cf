// The KPI that a statement names: of that very name, else the first whose name holds it.
import { sql } from 'kysely'
import { containing } from '../../platform/like.ts'
import type { Op } from '../../platform/operation-context.ts'
import { type KpiRow, kpiFacts } from './kpi-row.ts'

export async function findKpiNamed(op: Op, name: string): Promise<KpiRow | null> {
  const sought = name.trim().slice(0, 300)
  if (sought === '') return null
  const rows = await op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`fold(name) like fold(${containing(sought)})`)
    .orderBy(sql`fold(name) <> fold(${sought})`)
    .orderBy('created_at')
    .orderBy('id')
    .limit(20)
    .execute()
  return rows.find((row) => op.sees(kpiFacts(row))) ?? null
}
