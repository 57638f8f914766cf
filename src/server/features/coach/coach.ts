// The coach's operations: it reads, and remembers what people made of what it said.
import type { Contract } from '../../../contract/contract.ts'
import { FINDING_IDS } from '../../../core/coach/finding.ts'
import type { ItemFacts } from '../../../core/people/permissions.ts'
import { ruleDescription, ruleName } from '../../../i18n/coach-rules.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found } from '../../platform/refusal.ts'
import { kpiFacts, readKpiRow } from '../kpi/public.ts'
import {
  keyResultFacts,
  objectiveFacts,
  readKeyResult,
  readObjective,
  readSeenInitiative,
} from '../okr/public.ts'
import { requireMember } from '../people/public.ts'
import { cycle } from './cycle.ts'
import { addDismissal, dismissals, dismissalsOf, dismissalView, type SubjectKind } from './dismissals.ts'
import { rulesOff } from './findings.ts'
import { moveBack, moveToInitiatives } from './move.ts'
import { review } from './review.ts'

export const coachHandlers: Handlers<Contract['coach']> = {
  review,
  cycle,

  dismissals: async ({ kind, text, subjectId }, op) => {
    if (subjectId) await factsOf(op, kind, subjectId)
    const rows = await dismissalsOf(op, { kind, id: subjectId, text })
    return { items: rows.map(dismissalView), off: await rulesOff(op) }
  },

  dismiss: async ({ rule, kind, text, subjectId }, op) => {
    op.authorise('coach.dismiss', subjectId ? await factsOf(op, kind, subjectId) : {})
    return dismissalView(await addDismissal(op, { rule, kind, text, id: subjectId }))
  },

  restore: async ({ id }, op) => {
    op.authorise('coach.dismiss', {})
    const row = found(await dismissals(op).where('id', '=', id).executeTakeFirst())
    const kind = row.subject_kind as SubjectKind
    if (row.subject_id) op.authorise('coach.dismiss', await factsOf(op, kind, row.subject_id))
    await op.db
      .deleteFrom('coach_dismissal')
      .where('workspace_id', '=', op.workspace.id)
      .where('id', '=', id)
      .execute()
    op.record(kind, row.subject_id ?? id, { dismissed: row.rule, statement: row.statement }, null)
    return {}
  },

  rules: async (_, op) => {
    const off = new Set(await rulesOff(op))
    return {
      items: FINDING_IDS.map((id) => ({
        id,
        name: op.t(ruleName(id)),
        description: op.t(ruleDescription(id)),
        isOn: !off.has(id),
      })),
    }
  },

  setRule: async ({ rule, isOn }, op) => {
    op.authorise('settings.edit', {})
    const wasOn = !(await rulesOff(op)).includes(rule)
    if (wasOn === isOn) return { id: rule, isOn }
    if (isOn)
      await op.db
        .deleteFrom('coach_rule_off')
        .where('workspace_id', '=', op.workspace.id)
        .where('rule', '=', rule)
        .execute()
    else
      await op.db
        .insertInto('coach_rule_off')
        .values({
          workspace_id: op.workspace.id,
          rule,
          turned_off_by: op.actor.memberId,
          turned_off_at: op.now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    op.record('workspace', op.workspace.id, { coachRule: rule, isOn: wasOn }, { coachRule: rule, isOn })
    return { id: rule, isOn }
  },

  moveToInitiatives,
  moveBack,
}

/** Of what a finding is said of, for whoever may see it; otherwise it does not exist. */
async function factsOf(op: Op, kind: SubjectKind, id: string): Promise<ItemFacts> {
  switch (kind) {
    case 'objective':
      return objectiveFacts(await readObjective(op, id))
    case 'key_result':
      return keyResultFacts((await readKeyResult(op, id)).row)
    case 'initiative':
      await readSeenInitiative(op, id)
      return {}
    case 'kpi':
      return kpiFacts(await readKpiRow(op, id))
    case 'member':
      await requireMember(op, id, 'subjectId')
      return {}
  }
}
