// English words by what they stand beside: a word that no training statement has still counts as one of its kind.
import { WORD_GROUPS } from './word-groups.generated.ts'

/** The larger group and the smaller one within it. */
export type WordGroup = { coarse: number; fine: number }

let groups: Map<string, WordGroup> | undefined

/** Of a lower-case English word; undefined where it is too rare to be known. */
export function groupOf(word: string): WordGroup | undefined {
  groups ??= new Map(
    WORD_GROUPS.flatMap(([coarse, words], fine) =>
      words.split(' ').map((member) => [member, { coarse, fine }] as const),
    ),
  )
  return groups.get(word)
}
