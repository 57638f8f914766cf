// One statement, read by core; the KPI of that name where it is a bare indicator.

import type { CoachReviewView } from '../../../contract/coach.ts'
import type { Contract } from '../../../contract/contract.ts'
import { roundTo } from '../../../core/arithmetic.ts'
import type { StatementContext } from '../../../core/coach/findings.ts'
import { reviewStatement } from '../../../core/coach/review-statement.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { findKpiNamed, readBehaviour, readKpiRow } from '../kpi/public.ts'
import { dismissalsOf } from './dismissals.ts'
import { findingView, rulesOff } from './findings.ts'
import { targetChecker } from './target-check.ts'

export const review: Handlers<Contract['coach']['review']> = async (
  { text, field, language, measure, kpiId, subjectId },
  op,
): Promise<CoachReviewView> => {
  const bound = kpiId ? await readKpiRow(op, kpiId) : null
  const check = await targetChecker(op, bound ? [bound] : [])
  const targetCheck = check(kpiId ?? null, measure ?? null)
  const read = reviewStatement(text, {
    ...(field ? { field } : {}),
    ...(language ? { language } : {}),
    ...(measure ? { measure: asCore(measure) } : {}),
    ...(targetCheck ? { targetCheck } : {}),
  })
  const silent = new Set<string>(await rulesOff(op))
  const kind = field ?? read.kind
  for (const { rule } of await dismissalsOf(op, { kind, id: subjectId, text })) silent.add(rule)
  const findings = read.findings.filter(({ id }) => !silent.has(id))
  return {
    kind: read.kind,
    probability: read.probability,
    language: read.language,
    findings: findings.map((finding) => findingView(op, finding)),
    measure: read.measure,
    kpi: findings.some(({ id }) => id === 'kpi_without_target') ? await kpiNamed(op, text) : null,
    targetCheck,
  }
}

type Given = NonNullable<Parameters<typeof review>[0]['measure']>

/** What a form leaves open is absent, and steps say only that there are some. */
function asCore(measure: Given): NonNullable<StatementContext['measure']> {
  if (measure.kind === 'milestones') return { kind: 'milestones', steps: [] }
  const { unit = '' } = measure
  if (measure.kind === 'keep') {
    const { lower, upper } = measure
    return { kind: 'keep', unit, ...(lower == null ? {} : { lower }), ...(upper == null ? {} : { upper }) }
  }
  const { start, target } = measure
  const direction = target != null && start != null && target < start ? 'down' : 'up'
  return {
    kind: 'reach',
    direction,
    unit,
    ...(start == null ? {} : { start }),
    ...(target == null ? {} : { target }),
  }
}

async function kpiNamed(op: Op, text: string): Promise<CoachReviewView['kpi']> {
  const kpi = await findKpiNamed(op, text)
  if (!kpi) return null
  const [read] = await readBehaviour(op, [kpi])
  const centre = read?.behaviour.phases.findLast(({ points }) => points > 0)?.centre ?? null
  const baseline = centre === null ? null : roundTo(centre, kpi.precision)
  return { id: kpi.id, name: kpi.name, baseline, unit: kpi.unit }
}
