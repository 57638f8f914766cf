// A word of the large Pulse: what it says, where it stands, and what it belongs to.
import type { PulsePhase } from './pulse-data.ts'

export type PulseText = {
  text: string
  /** Left edge, and the baseline. The width is a guess to the wide side, so `anchor` says which edge is exact. */
  x: number
  y: number
  width: number
  anchor: 'start' | 'middle' | 'end'
  role: 'limit' | 'centre' | 'target' | 'band' | 'value' | 'period' | 'mark'
  /** Where its line ends, if the label had to move away from it. */
  leader?: { x: number; y: number }
}

export const textSize = 11.5
/** The least distance of two baselines. */
export const lineHeight = 15

/** What a phase has to say, the centre first. */
export const phaseValues = ({
  centre,
  lower,
  upper,
  limits,
}: PulsePhase): { role: 'centre' | 'limit'; value: number }[] => [
  ...(centre === null ? [] : [{ role: 'centre' as const, value: centre }]),
  ...(limits === 'none' ? [] : [upper, lower])
    .filter((value) => value !== null)
    .map((value) => ({ role: 'limit' as const, value })),
]
