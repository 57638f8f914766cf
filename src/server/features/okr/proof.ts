// The proof of a bound key result: computed by core from stored periods and phases (DOMAIN.md 7.3).

import type { ProofView } from '../../../contract/loop.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { falseImprovedRate } from '../../../core/kpi/false-alarms.ts'
import { openingOf } from '../../../core/loop/hand-over.ts'
import { proofOf as proofOfChange } from '../../../core/loop/proof.ts'
import type { Op } from '../../platform/operation-context.ts'
import { behaviourOptions, corePhases, currentPhases } from '../kpi/public.ts'
import type { KeyResultFacts } from './figures.ts'

/** A proof as data: what is kept at the close. Words are made where it is read. */
export type ProofFacts = Omit<ProofView, 'words' | 'decidedAt' | 'restated' | 'handedOver'>

export async function proofOf(op: Op, { kpi, dates }: KeyResultFacts): Promise<ProofFacts | null> {
  if (!kpi) return null
  const stored = (await currentPhases(op, [kpi.row])).get(kpi.row.id) ?? []
  const options = behaviourOptions(kpi.row, null)
  const proof = proofOfChange(kpi.periods, corePhases(kpi.row, stored), dates, options)
  const { limits } = proof
  const isClaim = proof.verdict === 'improved'
  return {
    verdict: proof.verdict,
    before: proof.before.mean,
    beforePeriods: proof.before.periods,
    after: proof.after.mean,
    afterPeriods: proof.after.periods,
    difference: proof.difference,
    from: proof.from,
    firstOutside: proof.firstOutside,
    smallestShift: proof.smallestShift,
    limits: limits && { centre: limits.centre, lower: limits.lower, upper: limits.upper },
    trustworthy: proof.trustworthy,
    falseRate: isClaim ? falseImprovedRate(options.ruleSet, proof.before.periods, proof.after.periods) : null,
    handOver: proof.from === null ? null : openingFrom(proof.from),
  }

  function openingFrom(change: IsoDate): ProofFacts['handOver'] {
    if (!kpi) return null
    const opening = openingOf(kpi.periods, change, options)
    if (!opening) return null
    const { phase } = opening
    return {
      from: opening.from,
      stillMoving: opening.isStillMoving,
      centre: phase.centre,
      lower: phase.lower,
      upper: phase.upper,
      points: phase.points,
    }
  }
}
