// What a member is called: by their name, or, once they were erased, by words that say so.
import { type RawBuilder, sql } from 'kysely'
import type { Op } from './operation-context.ts'

/** For a select from `member`, or from what it is called there; null where a join found nobody. */
export function shownName(op: Pick<Op, 't'>, table = 'member'): RawBuilder<string> {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql<string>`case when ${column('erased_at')} is null then ${column('name')} else ${op.t('members.erased')} end`
}
