// What stands still in a process chart, the same in both sizes: the limits and centre of each phase, and the target.
import { createElement as h } from 'react'
import { type PulseData, targetValues } from './pulse-data.ts'
import { type PhaseFrame, type PulseFrame, targetSteps } from './pulse-frame.ts'

/** The limits and the centre of each phase. */
export const phaseLines = (phases: PhaseFrame[]) => {
  const firm = phases.filter(({ limits }) => limits === 'firm')
  const provisional = phases.filter(({ limits }) => limits === 'provisional')
  const line = { stroke: 'var(--common)' }
  return [
    h('path', { key: 'ground', d: firm.map(phaseArea).join(''), fill: 'var(--common)', opacity: 0.1 }),
    h('path', {
      key: 'firm',
      d: firm.map(phaseLimits).join(''),
      ...line,
      strokeWidth: 0.8,
      strokeDasharray: '3 2',
    }),
    h('path', {
      key: 'provisional',
      d: provisional.map(phaseLimits).join(''),
      ...line,
      strokeWidth: 0.8,
      strokeDasharray: '1.5 3',
      opacity: 0.7,
    }),
    h('path', {
      key: 'centre',
      d: phases.map(({ left, right, centre }) => `M${left} ${centre}H${right}`).join(''),
      ...line,
      strokeWidth: 1,
    }),
  ]
}

/** The ground between the limits, as path data. */
const phaseArea = ({ left, right, upper, lower }: PhaseFrame): string =>
  upper === null || lower === null ? '' : `M${left} ${upper}H${right}V${lower}H${left}z`

/** The two limits, as path data. */
const phaseLimits = ({ left, right, upper, lower }: PhaseFrame): string =>
  upper === null || lower === null ? '' : `M${left} ${upper}H${right}M${left} ${lower}H${right}`

/** What is wanted: a line, the two edges of a band on a pale ground, or steps. */
export const targetLines = ({ target }: PulseData, frame: PulseFrame) => {
  const { left, right } = frame.plot
  if (!target) return []
  const line = (d: string) =>
    h('path', { key: 'target', d, stroke: 'var(--cham)', strokeWidth: 1.4, fill: 'none' })
  if (target.kind === 'steps')
    return [line([target.values, target.upper ?? []].map((values) => targetSteps(values, frame)).join(''))]
  const edges = targetValues(target).flatMap((value) => (value === null ? [] : [frame.y(value)]))
  const [bottom = 0, top = 0] = edges
  const ground = `M${left} ${top}H${right}V${bottom}H${left}z`
  return [
    ...(target.kind === 'band'
      ? [h('path', { key: 'target ground', d: ground, fill: 'var(--cham)', opacity: 0.1 })]
      : []),
    line(edges.map((y) => `M${left} ${y}H${right}`).join('')),
  ]
}
