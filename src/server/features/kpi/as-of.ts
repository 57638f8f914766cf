// Versions that were recorded and superseded: which of them hold now, or held at an earlier instant.
import { type RawBuilder, sql } from 'kysely'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'

/** The past instant that a read asks for, if it does. One still to come is refused: nothing is known as of then. */
export function pastInstant(op: Op, asOf: string | undefined): Date | undefined {
  if (asOf === undefined) return undefined
  const instant = new Date(asOf)
  if (instant > op.now) throw new Refusal('as_of_future', {}, [{ field: 'asOf', code: 'as_of_future' }])
  return instant
}

/** For a query on one versioned table, `recorded` being the column that says when a version began. */
export function holdsAt(recorded: 'created_at' | 'recorded_at', asOf?: Date): RawBuilder<boolean> {
  if (asOf === undefined) return sql<boolean>`superseded_at is null`
  return sql<boolean>`${sql.ref(recorded)} <= ${asOf} and (superseded_at is null or superseded_at > ${asOf})`
}
