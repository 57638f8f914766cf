// The linear model: a score for each kind, from hashed features and weights of one byte each.
import { BUCKETS, type Features } from './features.ts'
import { STATEMENT_KINDS, type StatementKind } from './statement.ts'
import { MODEL } from './weights.generated.ts'

export type Model = {
  /** For each place of the features, a weight for each kind in their order. */
  weights: ArrayLike<number>
  /** What one step of a weight is worth. */
  step: number
  /** Scores are divided by it, so that probabilities are calibrated. */
  temperature: number
}

const KINDS = STATEMENT_KINDS.length
let trained: Model | undefined

/** The model of the repository, unpacked at its first use. */
export function trainedModel(): Model {
  trained ??= { weights: unpack(MODEL.weights), step: MODEL.step, temperature: MODEL.temperature }
  return trained
}

/** The score of each kind in log odds. */
export function scoresOf(
  { places, strengths }: Features,
  { weights, step, temperature }: Model = trainedModel(),
): Record<StatementKind, number> {
  const sums = new Float64Array(KINDS)
  for (let index = 0; index < places.length; index += 1) {
    const row = (places[index] ?? 0) * KINDS
    const strength = strengths[index] ?? 0
    for (let kind = 0; kind < KINDS; kind += 1)
      sums[kind] = (sums[kind] ?? 0) + strength * (weights[row + kind] ?? 0)
  }
  const [objective = 0, keyResult = 0, initiative = 0, kpi = 0] = sums.map(
    (sum) => (sum * step) / temperature,
  )
  return { objective, key_result: keyResult, initiative, kpi }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 to signed bytes; core has neither `atob` nor `Buffer`. */
function unpack(text: string): Int8Array {
  const bytes = new Int8Array(BUCKETS * KINDS)
  let [bits, count, place] = [0, 0, 0]
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter)
    if (value < 0) continue
    bits = ((bits << 6) | value) & 0xffff
    count += 6
    if (count >= 8) {
      count -= 8
      bytes[place] = (bits >> count) & 0xff
      place += 1
    }
  }
  return bytes
}
