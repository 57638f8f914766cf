// Comments on objectives, key results and initiatives: mentions, reactions, versions; and the mentions that wait for me.
import { z } from 'zod'
import { operation } from './operation.ts'
import { At, ById, Id, listOf, Page, versioned } from './shapes.ts'

export const CommentSubject = z.object({ kind: z.enum(['objective', 'key_result', 'initiative']), id: Id })
export const ReactionKind = z.enum(['agree', 'thanks', 'celebrate', 'watching', 'unclear'])

/** `@{id}` in the text stands for a person of the organisation. */
const CommentText = z.string().trim().min(1).max(10_000)

export const Comment = z.object({
  id: Id,
  about: CommentSubject.extend({ title: z.string() }),
  authorId: Id,
  authorName: z.string(),
  /** Empty once it was removed. */
  text: z.string(),
  mentions: z.array(z.object({ id: Id, name: z.string() })),
  /** When it was last rewritten; null as long as it stands as it was first said. */
  editedAt: At.nullable(),
  removedAt: At.nullable(),
  reactions: z.array(z.object({ reaction: ReactionKind, memberIds: z.array(Id) })),
  ...versioned,
})

export const Mention = z.object({
  id: Id,
  commentId: Id,
  about: CommentSubject.extend({ title: z.string(), objectiveId: Id.nullable() }),
  byId: Id,
  byName: z.string(),
  text: z.string(),
  mentions: z.array(z.object({ id: Id, name: z.string() })),
  at: At,
  readAt: At.nullable(),
})

const list = (path: `/${string}`, summary: string) =>
  operation({
    method: 'GET',
    path,
    summary,
    access: 'member',
    input: ById.extend(Page),
    output: listOf(Comment),
  })

export const comments = {
  comments: {
    ofObjective: list(
      '/objectives/{id}/comments',
      'Comments on an objective, its key results and its initiatives, newest first',
    ),
    ofKeyResult: list('/key-results/{id}/comments', 'Comments on a key result, newest first'),
    ofInitiative: list('/initiatives/{id}/comments', 'Comments on an initiative, newest first'),
    create: operation({
      method: 'POST',
      path: '/comments',
      summary: 'Comment on an objective, a key result or an initiative; @{id} in the text calls a person in',
      access: 'comment.create',
      status: 201,
      input: z.object({ about: CommentSubject, text: CommentText }),
      output: Comment,
      tool: 'Comment on an objective, a key result or an initiative.',
    }),
    update: operation({
      method: 'PATCH',
      path: '/comments/{id}',
      summary: 'Rewrite, remove or bring back a comment of one’s own; earlier versions stay readable',
      access: 'comment.edit',
      input: ById.extend({ text: CommentText.optional(), removed: z.boolean().optional() }),
      output: Comment,
    }),
    versions: operation({
      method: 'GET',
      path: '/comments/{id}/versions',
      summary: 'What a comment said before, newest first',
      access: 'member',
      input: ById,
      output: z.object({ items: z.array(z.object({ text: z.string(), at: At })) }),
    }),
    react: operation({
      method: 'PUT',
      path: '/comments/{id}/reactions/{reaction}',
      summary: 'React to a comment',
      access: 'comment.create',
      input: ById.extend({ reaction: ReactionKind }),
      output: Comment,
    }),
    unreact: operation({
      method: 'DELETE',
      path: '/comments/{id}/reactions/{reaction}',
      summary: 'Take a reaction back',
      access: 'comment.create',
      input: ById.extend({ reaction: ReactionKind }),
      output: Comment,
    }),
  },
  mentions: {
    list: operation({
      method: 'GET',
      path: '/mentions',
      summary: 'Comments that call me in, newest first',
      access: 'member',
      input: z.object({ ...Page, unread: z.enum(['true', 'false']).optional() }),
      output: listOf(Mention).extend({ unread: z.int() }),
      tool: 'List the comments that mention the person you act for.',
    }),
    read: operation({
      method: 'POST',
      path: '/mentions/read',
      summary: 'Mark mentions as read: those named, or all',
      access: 'member',
      input: z.object({ ids: z.array(Id).max(500).optional() }),
      output: z.object({ unread: z.int() }),
    }),
  },
}

export type CommentView = z.output<typeof Comment>
export type MentionView = z.output<typeof Mention>
export type ReactionName = z.output<typeof ReactionKind>
