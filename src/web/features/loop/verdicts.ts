// The look of each verdict: of a proof, and of a bet.
import type { ProofView } from '../../../contract/loop.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { ChipTone } from '../../ui/chip.tsx'
import type { IconName } from '../../ui/icon.tsx'

type Verdict = ProofView['verdict']

export const verdicts: Record<Verdict, { tone: ChipTone; icon: IconName; word: MessageId; edge: string }> = {
  improved: {
    tone: 'improvement',
    icon: 'objective',
    word: 'loop.verdict.improved',
    edge: 'border-improvement',
  },
  likely: { tone: 'improvement', icon: 'half', word: 'loop.verdict.likely', edge: 'border-improvement' },
  worsened: { tone: 'concern', icon: 'diamond', word: 'loop.verdict.worsened', edge: 'border-concern' },
  changed: { tone: 'change', icon: 'square', word: 'loop.verdict.changed', edge: 'border-change' },
  changed_back: { tone: 'neutral', icon: 'undo', word: 'loop.verdict.changed_back', edge: 'border-common' },
  not_shown: { tone: 'neutral', icon: 'ring', word: 'loop.verdict.not_shown', edge: 'border-common' },
  too_early: { tone: 'neutral', icon: 'clock', word: 'loop.verdict.too_early', edge: 'border-common' },
  no_baseline: { tone: 'neutral', icon: 'info', word: 'loop.verdict.no_baseline', edge: 'border-common' },
}
