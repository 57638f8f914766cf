// A whole cycle, read by core: every statement by itself, and what only shows when they stand beside each other.

import type { CycleFindingView } from '../../../contract/coach.ts'
import type { Contract } from '../../../contract/contract.ts'
import type { Finding } from '../../../core/coach/finding.ts'
import { type CycleFinding, reviewCycle } from '../../../core/coach/review-cycle.ts'
import { reviewStatement } from '../../../core/coach/review-statement.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { readKpis } from '../kpi/public.ts'
import { cycleStatements, cycleView, type ObjectiveStatement, readCycle } from '../okr/public.ts'
import { dismissals, type SubjectKind, statementOf } from './dismissals.ts'
import { findingView, rulesOff } from './findings.ts'
import { targetChecker } from './target-check.ts'

type Said = {
  finding: Finding
  subject: { kind: SubjectKind; id: string }
  statement: string
  objectiveId: string | null
  others: { kind: SubjectKind; id: string; title: string }[]
}

export const cycle: Handlers<Contract['coach']['cycle']> = async ({ id }, op) => {
  const row = await readCycle(op, id)
  const objectives = await cycleStatements(op, row)
  const said = [...besideEachOther(objectives, row.name), ...(await byThemselves(op, objectives, row.state))]
  const isSilent = await silence(op)
  const titles = new Map(objectives.map((objective) => [objective.id, objective.title]))
  return {
    cycle: cycleView(row),
    objectives: objectives.length,
    keyResults: objectives.reduce((sum, { keyResults }) => sum + keyResults.length, 0),
    items: inOrder(
      objectives,
      said.filter((one) => !isSilent(one)),
    ).map(
      ({ finding, ...rest }): CycleFindingView => ({
        ...findingView(op, finding),
        ...rest,
        objectiveTitle: titles.get(rest.objectiveId ?? '') ?? null,
      }),
    ),
  }
}

function besideEachOther(objectives: ObjectiveStatement[], cycleName: string): Said[] {
  const titles = new Map<string, { title: string; objectiveId: string }>()
  for (const { id, title, keyResults } of objectives) {
    titles.set(id, { title, objectiveId: id })
    for (const keyResult of keyResults) titles.set(keyResult.id, { title: keyResult.title, objectiveId: id })
  }
  return reviewCycle(objectives).map((finding: CycleFinding) => {
    const { on, others = [] } = finding
    const item = titles.get(on.id)
    return {
      finding,
      subject: { kind: on.type === 'owner' ? 'member' : on.type, id: on.id },
      // Of a person, it is said of how many they hold: one more is another statement.
      statement: item?.title ?? `${cycleName}: ${finding.values.count}`,
      objectiveId: item?.objectiveId ?? null,
      others: others.map(({ type, id }) => ({ kind: type, id, title: titles.get(id)?.title ?? '' })),
    }
  })
}

/** Targets are held against the process until the work on them begins: afterwards, meeting one is what was wanted. */
async function byThemselves(op: Op, objectives: ObjectiveStatement[], state: string): Promise<Said[]> {
  const bound = objectives.flatMap(({ keyResults }) => keyResults.flatMap(({ kpiId }) => kpiId ?? []))
  const check = await targetChecker(op, state === 'draft' ? await readKpis(op, [...new Set(bound)]) : [])
  return objectives.flatMap(({ id: objectiveId, title, keyResults }) => [
    ...reviewStatement(title, { field: 'objective' }).findings.map((finding) => ({
      finding,
      subject: { kind: 'objective' as const, id: objectiveId },
      statement: title,
      objectiveId,
      others: [],
    })),
    ...keyResults.flatMap(({ id, title: statement, measure, kpiId }) =>
      reviewStatement(statement, {
        field: 'key_result',
        measure,
        targetCheck: check(kpiId, measure),
      }).findings.map((finding) => ({
        finding,
        subject: { kind: 'key_result' as const, id },
        statement,
        objectiveId,
        others: [],
      })),
    ),
  ])
}

/** As the cycle reads: people first, then objective by objective. */
function inOrder(objectives: ObjectiveStatement[], said: Said[]): Said[] {
  const byObjective = Map.groupBy(said, ({ objectiveId }) => objectiveId)
  return [null, ...objectives.map(({ id }) => id)].flatMap((id) => byObjective.get(id) ?? [])
}

/** What was dismissed for a statement, or is turned off for everyone. */
async function silence(op: Op): Promise<(said: Said) => boolean> {
  const off = new Set<string>(await rulesOff(op))
  const rows = await dismissals(op).execute()
  const key = (rule: string, kind: string, id: string | null, statement: string) =>
    [rule, kind, id ?? '', statement].join('\n')
  const aside = new Set(rows.map((row) => key(row.rule, row.subject_kind, row.subject_id, row.statement)))
  return ({ finding, subject, statement: text }) => {
    const statement = statementOf(text)
    return (
      off.has(finding.id) ||
      aside.has(key(finding.id, subject.kind, subject.id, statement)) ||
      aside.has(key(finding.id, subject.kind, null, statement))
    )
  }
}
