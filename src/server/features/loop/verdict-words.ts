// The verdicts of proofs and bets in words.
import type { ProofView } from '../../../contract/loop.ts'
import type { MessageId } from '../../../i18n/translator.ts'

export const verdictMessage: Record<ProofView['verdict'], MessageId> = {
  improved: 'words.proof.improved',
  likely: 'words.proof.likely',
  worsened: 'words.proof.worsened',
  changed: 'words.proof.changed',
  changed_back: 'words.proof.changed_back',
  not_shown: 'words.proof.not_shown',
  too_early: 'words.proof.too_early',
  no_baseline: 'words.proof.no_baseline',
}
