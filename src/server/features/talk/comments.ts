// Comments: said, rewritten, removed, brought back, reacted to. They change nothing of what they are about.
import type { CommentView } from '../../../contract/comments.ts'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { partsOf, readSubject, readSubjects, refuseClosedSubject, type Subject } from '../okr/public.ts'
import { comments, commentViews, readComment } from './comment-row.ts'
import { callIn } from './mentions.ts'

export const commentHandlers: Handlers<Contract['comments']> = {
  ofObjective: async ({ id, ...page }, op) => {
    await readSubject(op, 'objective', id)
    return listComments(op, await partsOf(op, id), page)
  },
  ofKeyResult: async ({ id, ...page }, op) => {
    await readSubject(op, 'key_result', id)
    return listComments(op, [id], page)
  },
  ofInitiative: async ({ id, ...page }, op) => {
    await readSubject(op, 'initiative', id)
    return listComments(op, [id], page)
  },

  create: async ({ about, text }, op) => {
    const subject = await readSubject(op, about.kind, about.id)
    op.authorise('comment.create', subject.facts)
    refuseClosedSubject(subject)
    const id = newId()
    const textId = newId()
    await op.db
      .insertInto('comment')
      .values({
        workspace_id: op.workspace.id,
        id,
        subject_kind: subject.kind,
        subject_id: subject.id,
        author_id: op.actor.memberId,
        text_id: textId,
        created_at: op.now,
      })
      .execute()
    await say(op, id, textId, text)
    await callIn(op, id, text, subject)
    op.record('comment', id, null, { about, textId })
    return shown(op, id, subject)
  },

  update: async ({ id, text, removed }, op) => {
    const { row, about } = await ownComment(op, id)
    if (row.removed_at !== null && removed !== false) throw new Refusal('comment_removed')
    const isRewritten = text !== undefined && text !== row.text
    const textId = newId()
    await revise(op, 'comment', { kind: 'comment', id, key: { id } }, row, {
      text_id: isRewritten ? textId : undefined,
      removed_at: removed === undefined ? undefined : removed ? (row.removed_at ?? op.now) : null,
    })
    if (isRewritten) {
      await say(op, id, textId, text)
      await callIn(op, id, text, about)
    }
    return shown(op, id, about)
  },

  versions: async ({ id }, op) => {
    const { row } = await readComment(op, id)
    if (row.removed_at !== null && row.author_id !== op.actor.memberId) return { items: [] }
    const texts = await op.db
      .selectFrom('comment_text')
      .select(['text', 'written_at'])
      .where('workspace_id', '=', op.workspace.id)
      .where('comment_id', '=', id)
      .orderBy('id', 'desc')
      .execute()
    return { items: texts.map(({ text, written_at }) => ({ text, at: written_at.toISOString() })) }
  },

  react: async ({ id, reaction }, op) => {
    const about = await reactable(op, id)
    const key = { workspace_id: op.workspace.id, comment_id: id, member_id: op.actor.memberId, reaction }
    const written = await op.db
      .insertInto('comment_reaction')
      .values({ ...key, created_at: op.now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('reaction')
      .execute()
    if (written.length > 0) op.record('comment', id, { reaction: null }, { reaction })
    return shown(op, id, about)
  },

  unreact: async ({ id, reaction }, op) => {
    const about = await reactable(op, id)
    const gone = await op.db
      .deleteFrom('comment_reaction')
      .where('workspace_id', '=', op.workspace.id)
      .where('comment_id', '=', id)
      .where('member_id', '=', op.actor.memberId)
      .where('reaction', '=', reaction)
      .returning('reaction')
      .execute()
    if (gone.length > 0) op.record('comment', id, { reaction }, { reaction: null })
    return shown(op, id, about)
  },
}

async function listComments(
  op: Op,
  subjectIds: string[],
  page: { limit: number; cursor?: string | undefined },
) {
  const after = decodeCursor(page.cursor, 'id')
  let query = comments(op)
    .where('comment.subject_id', 'in', subjectIds)
    .orderBy('comment.id', 'desc')
    .limit(page.limit + 1)
  if (after) query = query.where(past(['comment.id'], '<', after))
  const { items, nextCursor } = pageOf(
    await query.execute(),
    page.limit,
    (row) => [row.id],
    (row) => row,
  )
  const subjects = await readSubjects(
    op,
    items.map((row) => row.subject_id),
  )
  return { items: await commentViews(op, items, subjects), nextCursor }
}

/** One of the actor's own, about something that still takes words. */
async function ownComment(op: Op, id: string) {
  const { row, about } = await readComment(op, id, true)
  if (row.author_id !== op.actor.memberId) throw new Refusal('comment_not_yours')
  op.authorise('comment.edit', { ownerIds: [row.author_id] })
  refuseClosedSubject(about)
  return { row, about }
}

async function reactable(op: Op, id: string): Promise<Subject> {
  const { row, about } = await readComment(op, id)
  op.authorise('comment.create', about.facts)
  refuseClosedSubject(about)
  if (row.removed_at !== null) throw new Refusal('comment_removed')
  return about
}

async function say(op: Op, commentId: string, id: string, text: string): Promise<void> {
  const row = { workspace_id: op.workspace.id, comment_id: commentId, id, text, written_at: op.now }
  await op.db.insertInto('comment_text').values(row).execute()
}

async function shown(op: Op, id: string, about: Subject): Promise<CommentView> {
  const { row } = await readComment(op, id)
  const [view] = await commentViews(op, [row], new Map([[about.id, about]]))
  if (!view) throw new Error('a comment has what it is about')
  return view
}
