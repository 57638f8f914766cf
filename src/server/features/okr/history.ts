// The history of an objective and its parts, read from the audit and told in words.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { openEntries } from '../../platform/personal-words.ts'
import { shownName } from '../../platform/shown-name.ts'
import { namesFor, wordsOf } from './history-words.ts'
import { partsOf, readSubject, readSubjects } from './subject.ts'

export const historyHandlers: Handlers<Contract['history']> = {
  ofObjective: async ({ id, ...page }, op) => {
    await readSubject(op, 'objective', id)
    return changesOf(op, await partsOf(op, id), page)
  },
  ofKeyResult: async ({ id, ...page }, op) => {
    await readSubject(op, 'key_result', id)
    return changesOf(op, [id], page)
  },
  ofInitiative: async ({ id, ...page }, op) => {
    await readSubject(op, 'initiative', id)
    return changesOf(op, [id], page)
  },
}

async function changesOf(
  op: Op,
  subjectIds: string[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const after = decodeCursor(cursor, 'id')
  let query = op.db
    .selectFrom('audit as a')
    .leftJoin('member as m', (join) =>
      join.onRef('m.workspace_id', '=', 'a.workspace_id').onRef('m.id', '=', 'a.actor_id'),
    )
    .selectAll('a')
    .select(shownName(op, 'm').as('actor_name'))
    .where('a.workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`a.subject_id = any(${subjectIds}::uuid[])`)
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where(past(['a.id'], '<', after))
  const page = pageOf(
    await openEntries(op, await query.execute()),
    limit,
    (row) => [row.id],
    (row) => row,
  )
  const subjects = await readSubjects(
    op,
    page.items.map((row) => row.subject_id),
  )
  const names = await namesFor(op, page.items)
  const items = page.items.flatMap((row) => {
    const about = subjects.get(row.subject_id)
    if (!about) return []
    return {
      id: row.id,
      at: row.at.toISOString(),
      actorId: row.actor_id,
      actorName: row.actor_name,
      about: { kind: about.kind, id: about.id, title: about.title },
      operation: row.operation,
      words: wordsOf(op, row, names),
    }
  })
  return { ...page, items }
}
