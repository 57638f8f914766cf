// A multiple of the start: `gấp đôi`, `halve`, `3x`.
import type { LocatedMeasure, ReadChange } from './measure-shape.ts'
import type { StatementText } from './statement.ts'

const FACTOR: [RegExp, (found: RegExpExecArray) => number][] = [
  [
    /\b(?:gap|tang) (?:doi|hai(?: lan)?)\b|\b(?:doubl(?:e|es|ed|ing)|twofold|twice(?= (?:as|the)\b))\b/,
    () => 2,
  ],
  [/\bgap (?:ba(?: lan)?)\b|\b(?:tripl(?:e|es|ed|ing)|threefold)\b/, () => 3],
  [/\bgap (?:bon(?: lan)?|tu)\b|\b(?:quadrupl(?:e|es|ed|ing)|fourfold)\b/, () => 4],
  [/\b(?:gap|tang) ruoi\b|\bby half as much\b/, () => 1.5],
  [
    /\b(?:cut|cuts|reduce[sd]?|falls?|fell|drops?|down|lower|decreased?|shrinks?|giam)\b[^0-9,.;]{0,40}\b(?:by (?:a|one) third|(?:mot|1) phan ba)\b/,
    () => 2 / 3,
  ],
  [
    /\b(?:cut|cuts|reduce[sd]?|falls?|fell|drops?|down|lower|decreased?|shrinks?|giam)\b[^0-9,.;]{0,40}\b(?:by (?:a|one) quarter|(?:mot|1) phan tu)\b/,
    () => 0.75,
  ],
  [
    /\bgap (\d+(?:[.,]\d+)?)(?: lan)?\b|\b(?:tang|grow|increase)[^0-9]{0,30}?\bx ?(\d+(?:[.,]\d+)?)\b|\b(\d+(?:[.,]\d+)?) ?x\b(?! ?\d)|\bx(\d+(?:[.,]\d+)?)\b|\btang (\d+(?:[.,]\d+)?) lan\b|\b(\d+(?:[.,]\d+)?)-fold\b/,
    (found) => Number((found.slice(1).find((part) => part !== undefined) ?? '').replace(',', '.')),
  ],
  [
    /\b(?:giam|cat|ha)(?: [a-z]+){0,6}? (?:mot|1) nua\b|\b(?:halv(?:e|es|ed|ing))\b|\b(?:cuts?|reduced?|falls?|fell|drops?|down|lower|decreased?|shrinks?)\b[^0-9]{0,40}\b(?:in|by) half\b|\b(?:con|bang) (?:mot|1) nua\b/,
    () => 0.5,
  ],
]

export function readFactor({ folded }: StatementText): LocatedMeasure | null {
  for (const [pattern, factorOf] of FACTOR) {
    const found = pattern.exec(folded)
    const factor = found && factorOf(found)
    if (found === null || factor === null || !Number.isFinite(factor) || factor === 1 || factor <= 0) continue
    const change: ReadChange = { as: 'factor', by: factor }
    return {
      measure: { kind: 'reach', direction: factor > 1 ? 'up' : 'down', change, unit: '' },
      start: found.index,
      end: found.index + found[0].length,
    }
  }
  return null
}
