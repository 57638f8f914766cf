// Where earlier phases are named: on their lines, where no point, line or target is in the way.
import { type Box, lineObstacles, placeLabel } from './label-placement.ts'
import { type PulseData, periodsWithin, targetValues } from './pulse-data.ts'
import type { PhaseFrame, Point, PulseFrame } from './pulse-frame.ts'
import { lineHeight, type PulseText, phaseValues, textSize } from './pulse-text.ts'
import { textWidth } from './text-width.ts'

const dotReach = 5

/** Earlier phases: each value on its line, above or below it, as far left in the phase as is free; else not at all. */
export const phaseTexts = (
  data: PulseData,
  frame: PulseFrame,
  drawn: PhaseFrame[],
  format: (value: number) => string,
): PulseText[] => {
  const { points, x } = frame
  const values = (clearance: number) => [
    ...lineObstacles(points, clearance),
    ...points.flatMap((point) => (point ? around(point, dotReach + clearance) : [])),
  ]
  // With room to breathe where there is some; else wherever nothing is touched.
  const [roomy, tight] = [values(7), values(1)]
  const { plot } = frame
  const axis = { x: plot.left, y: plot.bottom - 1, width: plot.right - plot.left, height: lineHeight }
  const taken = [axis, ...targetObstacles(data, frame)]
  const shown = data.phases.filter((phase) => phase.centre !== null && periodsWithin(data.periods, phase))
  const step = Math.max(4, (x(1) - x(0)) / 2)
  return shown.flatMap((phase, index) => {
    const area = drawn[index]
    if (!area || phase === data.phases.at(-1)) return []
    return phaseValues(phase).flatMap(({ role, value }): PulseText[] => {
      const text = format(value)
      const width = textWidth(text, textSize)
      const lineY = value === phase.upper ? area.upper : value === phase.lower ? area.lower : area.centre
      if (lineY === null) return []
      const above = lineY - lineHeight - 1
      const below = lineY + 2
      const rows = value === phase.lower ? [below, above] : [above, below]
      const places = Math.max(0, Math.floor((area.right - area.left - width - 6) / step))
      const candidates = Array.from(
        { length: places + 1 },
        (_, place) => area.left + 5 + place * step,
      ).flatMap((left) => rows.map((top) => ({ x: left, y: top, width, height: lineHeight - 1 })))
      const box = placeLabel(candidates, [...roomy, ...taken]) ?? placeLabel(candidates, [...tight, ...taken])
      if (!box) return []
      taken.push(box)
      return [{ text, x: box.x, y: box.y + 11, width, anchor: 'start', role }]
    })
  })
}

const around = ({ x, y }: Point, reach: number): Box[] => [
  { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach },
]

/** The target's line or lines; a target in steps is taken period by period. */
const targetObstacles = ({ target, periods }: PulseData, { x, y, plot }: PulseFrame): Box[] => {
  const half = (x(1) - x(0)) / 2
  const values = targetValues(target)
  return values.flatMap((value, index) => {
    if (value === null) return []
    const [left, right] =
      target?.kind === 'steps' && index < periods.length
        ? [x(index) - half, x(index) + half]
        : [plot.left, plot.right]
    return [{ x: left, y: y(value) - 2, width: right - left, height: 4 }]
  })
}
