// What changed of an objective, a key result or an initiative, in words: who, when, from what to what.
import { z } from 'zod'
import { CommentSubject } from './comments.ts'
import { operation } from './operation.ts'
import { At, ById, Id, listOf, Page } from './shapes.ts'

export const Change = z.object({
  id: Id,
  at: At,
  actorId: Id.nullable(),
  actorName: z.string().nullable(),
  about: CommentSubject.extend({ title: z.string() }),
  operation: z.string(),
  /** One sentence for each field that changed, in the reader's language. */
  words: z.array(z.string()),
})

const list = (path: `/${string}`, summary: string) =>
  operation({
    method: 'GET',
    path,
    summary,
    access: 'member',
    input: ById.extend(Page),
    output: listOf(Change),
  })

export const history = {
  history: {
    ofObjective: list(
      '/objectives/{id}/history',
      'Every change of an objective, its key results and its initiatives, newest first',
    ),
    ofKeyResult: list('/key-results/{id}/history', 'Every change of a key result, newest first'),
    ofInitiative: list('/initiatives/{id}/history', 'Every change of an initiative, newest first'),
  },
}

export type ChangeView = z.output<typeof Change>
