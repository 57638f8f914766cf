// The instant that a read may ask figures of (DOMAIN.md 7.3).
import type { Op } from './operation-context.ts'
import { Refusal } from './refusal.ts'

/** The past instant that a read asks for, if it does. One still to come is refused: nothing is known as of then. */
export function pastInstant(op: Op, asOf: string | undefined): Date | undefined {
  if (asOf === undefined) return undefined
  const instant = new Date(asOf)
  if (instant > op.now) throw new Refusal('as_of_future', {}, [{ field: 'asOf', code: 'as_of_future' }])
  return instant
}
