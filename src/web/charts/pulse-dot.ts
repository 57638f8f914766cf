// The dots of a process chart as path data. Each reading has its own shape, so that none rests on colour alone.
import type { PulsePeriod } from './pulse-data.ts'

export type DotKind = 'common' | 'improvement' | 'concern' | 'change' | 'provisional' | 'leftOut'

export const dotKinds: DotKind[] = ['common', 'leftOut', 'provisional', 'improvement', 'concern', 'change']

export const dotKind = ({ provisional, leftOut, reading }: PulsePeriod): DotKind => {
  if (provisional) return 'provisional'
  if (leftOut) return 'leftOut'
  return reading ?? 'common'
}

/** How a kind is painted: filled shapes, and two that are outlines. */
export const dotPaint: Record<DotKind, { fill: string; stroke?: string }> = {
  common: { fill: 'var(--common)' },
  improvement: { fill: 'var(--improvement)' },
  concern: { fill: 'var(--concern)' },
  change: { fill: 'var(--change)' },
  provisional: { fill: 'var(--surface)', stroke: 'var(--common)' },
  leftOut: { fill: 'none', stroke: 'var(--common)' },
}

const short = (value: number) => Math.round(value * 10) / 10

const disc = (x: number, y: number, r: number) =>
  `M${short(x - r)} ${short(y)}a${short(r)} ${short(r)} 0 1 0 ${short(2 * r)} 0a${short(r)} ${short(r)} 0 1 0 ${short(-2 * r)} 0z`

/** Common: disc. Improvement: disc in a ring (needs fill-rule evenodd). Concern: diamond. Change: square. Left out: cross. */
export const dotPath = (kind: DotKind, x: number, y: number, r: number): string => {
  switch (kind) {
    case 'improvement':
      return disc(x, y, r * 1.75) + disc(x, y, r * 1.35) + disc(x, y, r)
    case 'concern': {
      const d = short(r * 1.6)
      return `M${short(x)} ${short(y - r * 1.6)}l${d} ${d}l${-d} ${d}l${-d} ${-d}z`
    }
    case 'change': {
      const side = short(r * 2.3)
      return `M${short(x - side / 2)} ${short(y - side / 2)}h${side}v${side}h${-side}z`
    }
    case 'leftOut': {
      const d = short(r * 2)
      return `M${short(x - r)} ${short(y - r)}l${d} ${d}m0 ${-d}l${-d} ${d}`
    }
    default:
      return disc(x, y, r)
  }
}
