// Versions that were recorded and superseded: which of them hold now, or held at an earlier instant.
import { type RawBuilder, sql } from 'kysely'

/** For a query on one versioned table, `recorded` being the column that says when a version began. */
export function holdsAt(recorded: 'created_at' | 'recorded_at', asOf?: Date): RawBuilder<boolean> {
  if (asOf === undefined) return sql<boolean>`superseded_at is null`
  return sql<boolean>`${sql.ref(recorded)} <= ${asOf} and (superseded_at is null or superseded_at > ${asOf})`
}
