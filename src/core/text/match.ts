// How well a text fits what is sought: for lists that put the best first.
import { fold } from './fold.ts'

/**
 * 0: the same; 1: the text begins with it; 2: a word of the text does; 3: every word of it stands somewhere inside;
 * null: not found. Diacritics and capitals aside. The search of the server ranks in the same way.
 */
export function matchRank(text: string, sought: string): 0 | 1 | 2 | 3 | null {
  const whole = fold(text)
  const words = fold(sought).split(/\s+/).filter(Boolean)
  const typed = words.join(' ')
  if (whole === typed) return 0
  if (whole.startsWith(typed)) return 1
  if (whole.includes(` ${typed}`)) return 2
  return words.every((word) => whole.includes(word)) ? 3 : null
}
