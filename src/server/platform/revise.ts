// Changing a versioned row: only what differs, refused where someone else changed the same fields since.
import { isDeepStrictEqual } from 'node:util'
import { keepEarlierVersion } from './earlier-versions.ts'
import type { Op } from './operation-context.ts'
import { Refusal } from './refusal.ts'
import type { Tables } from './tables.generated.ts'

type VersionedTable = {
  [T in keyof Tables]: Tables[T] extends { version: unknown; field_versions: unknown } ? T : never
}[keyof Tables]

type VersionedRow = { version: number; field_versions: unknown }

/**
 * Writes the changes that differ from `row` (read `for update` in this transaction), counts the version up, and
 * remembers per field the version that changed it: If-Match refuses only where those overlap.
 * Answers whether anything changed.
 */
export async function revise<R extends VersionedRow>(
  op: Op,
  table: VersionedTable,
  subject: { kind: string; id: string; key: Record<string, string> },
  row: R,
  changes: { [K in keyof R]?: unknown },
): Promise<boolean> {
  const current = row as Record<string, unknown>
  const changed = Object.entries(changes).filter(
    ([field, value]) => value !== undefined && !isDeepStrictEqual(value, current[field]),
  )
  if (changed.length === 0) return false
  const fieldVersions = (row.field_versions ?? {}) as Record<string, number>
  refuseOverlap(op.ifMatch, fieldVersions, current, changed)

  await keepEarlierVersion(
    op,
    table,
    subject.id,
    changed.map(([field]) => field),
  )
  const version = row.version + 1
  const before = Object.fromEntries(changed.map(([field]) => [field, current[field] ?? null]))
  const after = Object.fromEntries(changed)
  const written = Object.fromEntries(changed.map(([field, value]) => [field, atRest(field, value)]))
  let update = op.db.updateTable(table as 'objective').set({
    ...written,
    version,
    field_versions: JSON.stringify({
      ...fieldVersions,
      ...Object.fromEntries(changed.map(([f]) => [f, version])),
    }),
  })
  for (const [column, value] of Object.entries({ workspace_id: op.workspace.id, ...subject.key }))
    update = update.where(column as 'id', '=', value)
  await update.execute()
  op.record(subject.kind, subject.id, before, after)
  return true
}

function refuseOverlap(
  ifMatch: number | null,
  fieldVersions: Record<string, number>,
  current: Record<string, unknown>,
  changed: [string, unknown][],
): void {
  if (ifMatch === null) return
  const overlapping = changed.filter(([field]) => (fieldVersions[field] ?? 1) > ifMatch)
  if (overlapping.length === 0) return
  const errors = overlapping.map(([field]) => ({
    field: camel(field),
    code: 'changed_since',
    message: show(current[field]),
  }))
  throw new Refusal('changed_since', { fields: errors.map((error) => error.field).join(', ') }, errors)
}

const jsonColumns = new Set([
  'baseline',
  'bet',
  'evidence',
  'links',
  'measure',
  'original_measure',
  'plan',
  'search',
  'address',
  'query',
  'mapping',
  'schedule',
  'settings',
  'role_map',
])

/** jsonb is written as text: the driver would take a list for an array and a string for JSON of its own. */
function atRest(field: string, value: unknown): unknown {
  return value !== null && jsonColumns.has(field) ? JSON.stringify(value) : value
}

const show = (value: unknown) =>
  value === null || typeof value === 'object' ? JSON.stringify(value) : String(value)
const camel = (field: string) => field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
