// Calling people in: only those who see what it is about, each once for a comment; and what waits for whom.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import { canSee } from '../../../core/people/permissions.ts'
import { mentionedIn } from '../../../core/text/mentions.ts'
import type { Handlers } from '../../doors/router.ts'
import { loadActor } from '../../platform/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { readSubjects, type Subject } from '../okr/public.ts'
import { comments, memberNames } from './comment-row.ts'

const mostCalled = 20

/** Notes a mention for each person that the text calls in, except for who wrote it. */
export async function callIn(op: Op, commentId: string, text: string, about: Subject): Promise<void> {
  const ids = mentionedIn(text)
  if (ids.length === 0) return
  const refuse = (code: 'not_in_workspace' | 'mention_too_many' | 'mention_cannot_see', names = '') => {
    throw new Refusal(code, { field: 'text', names, most: mostCalled }, [{ field: 'text', code }])
  }
  if (ids.length > mostCalled) refuse('mention_too_many')
  const people = await op.db
    .selectFrom('member')
    .select(['id', 'name'])
    .where('workspace_id', '=', op.workspace.id)
    .where('id', 'in', ids)
    .where('deactivated_at', 'is', null)
    .execute()
  if (people.length < ids.length) refuse('not_in_workspace')
  const blind: string[] = []
  for (const { id, name } of people) {
    const { actor } = await loadActor(op.db, { workspaceId: op.workspace.id, memberId: id })
    if (!canSee(actor, about.facts)) blind.push(name)
  }
  if (blind.length > 0) refuse('mention_cannot_see', blind.join(', '))
  const others = ids.filter((id) => id !== op.actor.memberId)
  if (others.length === 0) return
  await op.db
    .insertInto('mention')
    .values(
      others.map((member_id) => ({
        workspace_id: op.workspace.id,
        member_id,
        id: newId(),
        comment_id: commentId,
        created_at: op.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspace_id', 'comment_id', 'member_id']).doNothing())
    .execute()
}

export const mentionHandlers: Handlers<Contract['mentions']> = {
  list: async ({ limit, cursor, unread }, op) => {
    const after = decodeCursor(cursor, 'id')
    let query = comments(op)
      .innerJoin('mention as n', (join) =>
        join.onRef('n.workspace_id', '=', 'comment.workspace_id').onRef('n.comment_id', '=', 'comment.id'),
      )
      .select(['n.id as mention_id', 'n.created_at as called_at', 'n.read_at'])
      .where('n.workspace_id', '=', op.workspace.id)
      .where('n.member_id', '=', op.actor.memberId)
      .where('comment.removed_at', 'is', null)
      .orderBy('n.id', 'desc')
      .limit(limit + 1)
    if (unread === 'true') query = query.where('n.read_at', 'is', null)
    if (after) query = query.where(past(['n.id'], '<', after))
    const page = pageOf(
      await query.execute(),
      limit,
      (row) => [row.mention_id],
      (row) => row,
    )
    const subjects = await readSubjects(
      op,
      page.items.map((row) => row.subject_id),
    )
    const names = await memberNames(
      op,
      page.items.flatMap((row) => [row.author_id, ...mentionedIn(row.text)]),
    )
    const items = page.items.flatMap((row) => {
      const about = subjects.get(row.subject_id)
      // What one may no longer see is no longer told.
      if (!about || !op.sees(about.facts)) return []
      return {
        id: row.mention_id,
        commentId: row.id,
        about: { kind: about.kind, id: about.id, title: about.title, objectiveId: about.objectiveId },
        byId: row.author_id,
        byName: names.get(row.author_id) ?? '…',
        text: row.text,
        mentions: mentionedIn(row.text).map((id) => ({ id, name: names.get(id) ?? '…' })),
        at: row.called_at.toISOString(),
        readAt: row.read_at?.toISOString() ?? null,
      }
    })
    return { ...page, items, unread: await unreadCount(op) }
  },

  read: async ({ ids }, op) => {
    let query = op.db
      .updateTable('mention')
      .set({ read_at: op.now })
      .where('workspace_id', '=', op.workspace.id)
      .where('member_id', '=', op.actor.memberId)
      .where('read_at', 'is', null)
    if (ids) query = query.where(sql<boolean>`id = any(${ids}::uuid[])`)
    await query.execute()
    return { unread: await unreadCount(op) }
  },
}

async function unreadCount(op: Op): Promise<number> {
  const query = op.db
    .selectFrom('mention as n')
    .innerJoin('comment as c', (join) =>
      join.onRef('c.workspace_id', '=', 'n.workspace_id').onRef('c.id', '=', 'n.comment_id'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('n.workspace_id', '=', op.workspace.id)
    .where('n.member_id', '=', op.actor.memberId)
    .where('n.read_at', 'is', null)
    .where('c.removed_at', 'is', null)
  return Number((await query.executeTakeFirstOrThrow()).count)
}
