// Keyset pages: a list goes on after the last row's sort key, so that it costs the same wherever it stands.
import { sql } from 'kysely'
import { z } from 'zod'
import { At, Day, Id } from '../../contract/shapes.ts'
import { Refusal } from './refusal.ts'

/** The cursor says where the page ended; opaque to callers. */
export function encodeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

const shapes = {
  id: Id,
  day: Day,
  at: At,
  name: z.string().min(1).max(100),
  number: z.string().regex(/^-?\d+(\.\d+)?$/),
}

/** The keys of a cursor, of these shapes, or null at the start; anything else is refused. */
export function decodeCursor(
  cursor: string | undefined,
  ...wanted: (keyof typeof shapes)[]
): string[] | null {
  if (cursor === undefined) return null
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const isOurs = Array.isArray(keys) && keys.length === wanted.length
    if (isOurs && wanted.every((shape, i) => shapes[shape].safeParse(keys[i]).success)) return keys
  } catch {
    // not one of ours: refused below, like any other
  }
  throw strangeCursor()
}

/** Said of a cursor that no page of the list has given. */
export const strangeCursor = () =>
  new Refusal('invalid_input', {}, [{ field: 'cursor', code: 'invalid_format' }])

/** What lies past a cursor's keys, in a list ordered by these columns: the condition that its index answers. */
export function past(columns: readonly string[], direction: '>' | '<', keys: readonly string[]) {
  const left = sql.join(columns.map((column) => sql.ref(column)))
  return sql<boolean>`(${left}) ${sql.raw(direction)} (${sql.join(keys)})`
}

/** `rows` were asked for with one more than `limit`: that one says whether there is a next page. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  keysOf: (row: R) => string[],
  view: (row: R) => T,
): { items: T[]; nextCursor: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items: rows.slice(0, limit).map(view), nextCursor: last ? encodeCursor(keysOf(last)) : null }
}
