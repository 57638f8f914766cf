// What core finds, as the contract says it: in the reader's words, without what was dismissed or turned off.
import type { CoachFindingView } from '../../../contract/coach.ts'
import type { Finding, FindingId } from '../../../core/coach/finding.ts'
import { ruleName } from '../../../i18n/coach-rules.ts'
import { findingText } from '../../../i18n/finding-text.ts'
import type { Op } from '../../platform/operation-context.ts'

export function findingView(op: Op, finding: Finding): CoachFindingView {
  const { what, why, question } = findingText(finding, op.t)
  const { id, rewrite, moveTo } = finding
  return {
    id,
    rule: op.t(ruleName(id)),
    message: what,
    why,
    question,
    ...(rewrite === undefined ? {} : { rewrite }),
    ...(moveTo === undefined ? {} : { moveTo }),
  }
}

export async function rulesOff(op: Op): Promise<FindingId[]> {
  const query = op.db.selectFrom('coach_rule_off').select('rule').where('workspace_id', '=', op.workspace.id)
  return (await query.orderBy('rule').execute()).map(({ rule }) => rule as FindingId)
}
