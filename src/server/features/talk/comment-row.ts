// Comments as they are stored, with their texts and reactions, and as the contract shows them.
import { sql } from 'kysely'
import type { CommentView } from '../../../contract/comments.ts'
import { mentionedIn } from '../../../core/text/mentions.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found } from '../../platform/refusal.ts'
import { shownName } from '../../platform/shown-name.ts'
import { readSubjects, type Subject } from '../okr/public.ts'

type Reaction = CommentView['reactions'][number]

export function comments(op: Op) {
  return op.db
    .selectFrom('comment')
    .innerJoin('comment_text as t', (join) =>
      join
        .onRef('t.workspace_id', '=', 'comment.workspace_id')
        .onRef('t.comment_id', '=', 'comment.id')
        .onRef('t.id', '=', 'comment.text_id'),
    )
    .selectAll('comment')
    .select(['t.text', 't.written_at'])
    .select(
      sql<
        Reaction[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('reaction', r.reaction, 'memberIds', r.members)
          order by r.first_at, r.reaction), '[]')
        from (select reaction, jsonb_agg(member_id order by created_at, member_id) as members, min(created_at) as first_at
          from comment_reaction where workspace_id = comment.workspace_id and comment_id = comment.id
          group by reaction) r)`.as('reactions'),
    )
    .where('comment.workspace_id', '=', op.workspace.id)
}

export type CommentRow = Awaited<ReturnType<typeof readComment>>['row']

/** The comment and what it is about, for whoever sees that; otherwise it does not exist. */
export async function readComment(op: Op, id: string, lock = false): Promise<Read> {
  const query = comments(op).where('comment.id', '=', id)
  const row = found(await (lock ? query.forUpdate('comment') : query).executeTakeFirst())
  const about = (await readSubjects(op, [row.subject_id])).get(row.subject_id)
  return { row, about: found(about && op.sees(about.facts) ? about : undefined) }
}

type Read = { row: Awaited<ReturnType<typeof firstOf>>; about: Subject }
const firstOf = (op: Op) => comments(op).executeTakeFirstOrThrow()

/** Views of any number of comments: the names of their people in one statement. */
export async function commentViews(
  op: Op,
  rows: readonly CommentRow[],
  subjects: ReadonlyMap<string, Subject>,
): Promise<CommentView[]> {
  const names = await memberNames(
    op,
    rows.flatMap((row) => [row.author_id, ...mentionedIn(row.text)]),
  )
  return rows.flatMap((row) => {
    const about = subjects.get(row.subject_id)
    return about ? view(row, about, names) : []
  })
}

export async function memberNames(op: Op, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await op.db
    .selectFrom('member')
    .select(['id', shownName(op).as('name')])
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function view(row: CommentRow, about: Subject, names: ReadonlyMap<string, string>): CommentView {
  const text = row.removed_at ? '' : row.text
  const isEdited = row.written_at.getTime() > row.created_at.getTime()
  return {
    id: row.id,
    about: { kind: about.kind, id: about.id, title: about.title },
    authorId: row.author_id,
    authorName: names.get(row.author_id) ?? '…',
    text,
    mentions: mentionedIn(text).map((id) => ({ id, name: names.get(id) ?? '…' })),
    editedAt: isEdited ? row.written_at.toISOString() : null,
    removedAt: row.removed_at?.toISOString() ?? null,
    reactions: row.removed_at ? [] : row.reactions,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
