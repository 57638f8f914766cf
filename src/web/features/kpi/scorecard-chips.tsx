// The state of a scorecard as a shape and a word, and its score as people read it.
import type { ScorecardView } from '../../../contract/scorecards.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import type { IconName } from '../../ui/icon.tsx'

const states: Record<ScorecardView['state'], { tone: ChipTone; icon: IconName; word: MessageId }> = {
  draft: { tone: 'neutral', icon: 'edit', word: 'kpi.scorecard.state.draft' },
  submitted: { tone: 'primary', icon: 'clock', word: 'kpi.scorecard.state.submitted' },
  returned: { tone: 'attention', icon: 'undo', word: 'kpi.scorecard.state.returned' },
  approved: { tone: 'good', icon: 'check', word: 'kpi.scorecard.state.approved' },
}

export const ScorecardStateChip = ({ state }: Pick<ScorecardView, 'state'>) => {
  const t = useT()
  const { tone, icon, word } = states[state]
  return (
    <Chip tone={tone} icon={icon}>
      {t(word)}
    </Chip>
  )
}
