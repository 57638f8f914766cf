// Normal random numbers that come out the same on every machine, by Box and Muller.
import { seededUniform } from '../src/core/seeded-random.ts'

export type Random = { normal: () => number; normals: (count: number) => number[] }

export function seededRandom(seed: number): Random {
  const uniform = seededUniform(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return { normal, normals: (count) => Array.from({ length: count }, normal) }
}
