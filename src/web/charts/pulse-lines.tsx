// What stands still in a process chart, the same in both sizes: the limits and centre of each phase, and the target.
import { type PulseData, targetValues } from './pulse-data.ts'
import { type PhaseFrame, type PulseFrame, targetSteps } from './pulse-frame.ts'

export const PhaseLines = ({ phases }: { phases: PhaseFrame[] }) => {
  const firm = phases.filter(({ limits }) => limits === 'firm')
  const provisional = phases.filter(({ limits }) => limits === 'provisional')
  return (
    <>
      <path d={firm.map(phaseArea).join('')} fill="var(--common)" opacity={0.1} />
      <path
        d={firm.map(phaseLimits).join('')}
        stroke="var(--common)"
        strokeWidth={0.8}
        strokeDasharray="3 2"
      />
      <path
        d={provisional.map(phaseLimits).join('')}
        stroke="var(--common)"
        strokeWidth={0.8}
        strokeDasharray="1.5 3"
        opacity={0.7}
      />
      <path
        d={phases.map(({ left, right, centre }) => `M${left} ${centre}H${right}`).join('')}
        stroke="var(--common)"
        strokeWidth={1}
      />
    </>
  )
}

/** The ground between the limits, as path data. */
const phaseArea = ({ left, right, upper, lower }: PhaseFrame): string =>
  upper === null || lower === null ? '' : `M${left} ${upper}H${right}V${lower}H${left}z`

/** The two limits, as path data. */
const phaseLimits = ({ left, right, upper, lower }: PhaseFrame): string =>
  upper === null || lower === null ? '' : `M${left} ${upper}H${right}M${left} ${lower}H${right}`

/** What is wanted: a line, the two edges of a band on a pale ground, or steps. */
export const Target = ({ data: { target }, frame }: { data: PulseData; frame: PulseFrame }) => {
  const { left, right } = frame.plot
  if (!target) return null
  if (target.kind === 'steps') {
    const d = [target.values, target.upper ?? []].map((values) => targetSteps(values, frame)).join('')
    return <path d={d} stroke="var(--cham)" strokeWidth={1.4} fill="none" />
  }
  const edges = targetValues(target).flatMap((value) => (value === null ? [] : [frame.y(value)]))
  const [bottom = 0, top = 0] = edges
  return (
    <>
      {target.kind === 'band' && (
        <path d={`M${left} ${top}H${right}V${bottom}H${left}z`} fill="var(--cham)" opacity={0.1} />
      )}
      <path d={edges.map((y) => `M${left} ${y}H${right}`).join('')} stroke="var(--cham)" strokeWidth={1.4} />
    </>
  )
}
