// Which statements say nearly the same: shared letter triples, compared only where they can be enough.
import { readText } from './statement.ts'

/** The share of triples in common from which two statements say nearly the same. */
const NEARLY_SAME = 0.72

export type Pair = { first: number; second: number; similarity: number }

/**
 * Pairs of nearly the same texts, each with the earlier one first. Numbers count as words do, so that two targets for
 * the same thing are near and two things with the same target are not. Exact: two sets that share enough share one of
 * the rarest few triples of each (prefix filtering), so that most pairs never meet and time grows with the texts.
 */
export function nearlySame(texts: readonly string[], threshold = NEARLY_SAME): Pair[] {
  const sets = texts.map(triplesOf)
  const frequency = new Map<string, number>()
  for (const triples of sets)
    for (const triple of triples) frequency.set(triple, (frequency.get(triple) ?? 0) + 1)
  const having = new Map<string, number[]>()
  const pairs: Pair[] = []
  sets.forEach((triples, second) => {
    const met = new Set<number>()
    for (const triple of rarest(triples, frequency, threshold)) {
      const earlier = having.get(triple)
      if (earlier === undefined) having.set(triple, [second])
      else {
        for (const first of earlier) met.add(first)
        earlier.push(second)
      }
    }
    for (const first of [...met].toSorted((a, b) => a - b)) {
      const similarity = shared(sets[first] ?? new Set(), triples)
      if (similarity >= threshold) pairs.push({ first, second, similarity })
    }
  })
  return pairs
}

/** Shared triples of all triples of both, 0 to 1. */
export function similarityOf(first: string, second: string): number {
  return shared(triplesOf(first), triplesOf(second))
}

/** So many of the rarest that a set which shares none of them cannot share enough of the rest. */
function rarest(
  triples: ReadonlySet<string>,
  frequency: ReadonlyMap<string, number>,
  threshold: number,
): string[] {
  const count = triples.size - Math.ceil(threshold * triples.size) + 1
  return [...triples]
    .toSorted((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1))
    .slice(0, count)
}

function triplesOf(text: string): Set<string> {
  const words = readText(text).folded.match(/[\p{L}\p{N}]+/gu) ?? []
  const plain = ` ${words.join(' ')} `
  const triples = new Set<string>()
  for (let index = 0; index + 3 <= plain.length; index += 1) triples.add(plain.slice(index, index + 3))
  return triples
}

function shared(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  let both = 0
  for (const triple of first) if (second.has(triple)) both += 1
  const all = first.size + second.size - both
  return all === 0 ? 0 : both / all
}
