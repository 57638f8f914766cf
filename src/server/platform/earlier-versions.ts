// Rows that figures rest on leave their earlier versions behind, so that a figure can be asked as of a past instant.
import { sql } from 'kysely'
import type { Op } from './operation-context.ts'

type Kept = { into: string; of: string | null; columns: readonly string[] }

/** By table: where its earlier versions go, which item they are of, and the columns that figures rest on. */
export const earlierVersions = {
  key_result: {
    into: 'earlier_key_result',
    of: 'key_result_id',
    columns: [
      'weight',
      'measure',
      'kpi_id',
      'reading',
      'reading_n',
      'first_day',
      'last_day',
      'plan',
      'archived_at',
    ],
  },
  objective: {
    into: 'earlier_objective',
    of: 'objective_id',
    columns: [
      'cycle_id',
      'unit_id',
      'ambition',
      'weight',
      'counts_aligned',
      'parent_objective_id',
      'archived_at',
    ],
  },
  cycle: { into: 'earlier_cycle', of: 'cycle_id', columns: ['first_day', 'last_day', 'state', 'settings'] },
  workspace: {
    into: 'earlier_workspace',
    of: null,
    columns: ['check_in_weekday', 'grace_days', 'on_track_ratio', 'at_risk_ratio', 'early_share'],
  },
} as const satisfies Record<string, Kept>

/** Before a row is changed: where something that figures rest on is about to differ, the version as it stands is kept. */
export async function keepEarlierVersion(
  op: Op,
  table: string,
  id: string,
  changing: readonly string[],
): Promise<void> {
  const kept: Kept | undefined = earlierVersions[table as keyof typeof earlierVersions]
  if (!kept?.columns.some((column) => changing.includes(column))) return
  const list = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))
  const own = kept.of === null ? [] : [kept.of]
  const source = kept.of === null ? [] : ['id']
  await sql`
    insert into ${sql.table(kept.into)}
      (${list(['workspace_id', ...own, 'version', ...kept.columns, 'superseded_at'])})
    select ${list(['workspace_id', ...source, 'version', ...kept.columns])}, ${op.now} from ${sql.table(table)}
    where workspace_id = ${op.workspace.id} ${kept.of === null ? sql`` : sql`and id = ${id}`}`.execute(op.db)
}

/**
 * Of these items, the version that held at an instant where it is not the one that holds now: the first of those that
 * were superseded after it.
 */
export async function versionsAt<Row>(
  op: Op,
  table: 'key_result' | 'objective' | 'cycle',
  ids: readonly string[],
  instant: Date,
): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map()
  const { into, of, columns } = earlierVersions[table]
  const { rows } = await sql<Row & { of: string }>`
    select distinct on (${sql.ref(of)}) ${sql.ref(of)} as of, ${sql.join(columns.map((name) => sql.ref(name)))}
    from ${sql.table(into)}
    where workspace_id = ${op.workspace.id} and ${sql.ref(of)} = any(${`{${ids.join()}}`}::uuid[])
      and superseded_at > ${instant}
    order by ${sql.ref(of)}, version`.execute(op.db)
  return new Map(rows.map(({ of: id, ...row }) => [id, row as Row]))
}
