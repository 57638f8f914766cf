// The coach reads a whole cycle: what only shows when its statements stand beside each other (DOMAIN.md section 9).
import type { Measure } from '../okr/measure.ts'
import type { Finding } from './finding.ts'
import { nearlySame } from './similarity.ts'

const MOST_KEY_RESULTS = 5
const FEWEST_KEY_RESULTS = 2
const MOST_OBJECTIVES = 5

export type CycleKeyResult = {
  id: string
  title: string
  measure: Pick<Measure, 'kind'> & { unit?: string }
  /** Past its first day and not finished: from then on something has to serve it. */
  isUnderWay: boolean
  /** Initiatives that serve it, whatever their state; those of its objective count as well. */
  initiatives: number
}

export type CycleObjective = {
  id: string
  title: string
  ownerId: string | null
  keyResults: readonly CycleKeyResult[]
}

export type CycleFinding = Finding & {
  /** What it is said of. */
  on: { type: 'objective' | 'key_result' | 'owner'; id: string }
  /** What else it speaks of, such as the statement that is nearly the same. */
  others?: { type: 'objective' | 'key_result'; id: string }[]
}

/** Findings over the objectives of one cycle, in their order; owners first. Linear in the number of statements. */
export function reviewCycle(objectives: readonly CycleObjective[]): CycleFinding[] {
  return [...overloaded(objectives), ...objectives.flatMap(ofObjective), ...duplicates(objectives)]
}

function overloaded(objectives: readonly CycleObjective[]): CycleFinding[] {
  const counts = new Map<string, number>()
  for (const { ownerId } of objectives)
    if (ownerId !== null) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count > MOST_OBJECTIVES)
    .map(([id, count]) => ({
      id: 'too_many',
      values: { of: 'objectives', count, most: MOST_OBJECTIVES },
      on: { type: 'owner', id },
    }))
}

function ofObjective({ id, title, keyResults }: CycleObjective): CycleFinding[] {
  const on = { type: 'objective', id } as const
  const count = keyResults.length
  const findings: CycleFinding[] = []
  if (count > MOST_KEY_RESULTS)
    findings.push({ id: 'too_many', values: { of: 'key_results', count, most: MOST_KEY_RESULTS }, on })
  if (count < FEWEST_KEY_RESULTS) findings.push({ id: 'too_few', values: { count }, on })
  const isOutputs = count > 0 && keyResults.every(({ measure }) => measure.kind === 'milestones')
  if (isOutputs) findings.push({ id: 'only_outputs', values: { phrase: title, count }, on })
  else if (pushesOneWay(keyResults)) findings.push({ id: 'no_guardrail', values: { phrase: title }, on })
  for (const keyResult of keyResults)
    if (keyResult.isUnderWay && keyResult.initiatives === 0)
      findings.push({
        id: 'no_initiative',
        values: { phrase: keyResult.title },
        on: { type: 'key_result', id: keyResult.id },
      })
  return findings
}

/** Every number that is pushed is of one unit, and none is kept: nothing says what must not get worse. */
function pushesOneWay(keyResults: readonly CycleKeyResult[]): boolean {
  const pushed = keyResults.filter(({ measure }) => measure.kind === 'reach')
  if (pushed.length === 0 || keyResults.some(({ measure }) => measure.kind === 'keep')) return false
  return new Set(pushed.map(({ measure }) => measure.unit ?? '')).size === 1
}

/** Objectives are held against objectives, key results against key results: one may well repeat the other's words. */
function duplicates(objectives: readonly CycleObjective[]): CycleFinding[] {
  const keyResults = objectives.flatMap(({ keyResults }) => keyResults)
  return [...repeated(objectives, 'objective'), ...repeated(keyResults, 'key_result')]
}

function repeated(
  items: readonly { id: string; title: string }[],
  type: 'objective' | 'key_result',
): CycleFinding[] {
  const earlier = new Map<number, number[]>()
  for (const { first, second } of nearlySame(items.map(({ title }) => title)))
    earlier.set(second, [...(earlier.get(second) ?? []), first])
  return [...earlier].flatMap(([index, firsts]) => {
    const item = items[index]
    const others = firsts.flatMap((first) => items[first] ?? [])
    const [nearest] = others
    if (item === undefined || nearest === undefined) return []
    return {
      id: 'duplicate',
      values: { phrase: item.title, other: nearest.title },
      on: { type, id: item.id },
      others: others.map(({ id }) => ({ type, id })),
    }
  })
}
