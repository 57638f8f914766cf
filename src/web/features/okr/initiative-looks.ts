// How the states of an initiative look and what they are called, in the order that work goes through them.
import type { InitiativeView } from '../../../contract/okr.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { ChipTone } from '../../ui/chip.tsx'
import type { IconName } from '../../ui/icon.tsx'

export type InitiativeState = InitiativeView['state']

export const initiativeStates: InitiativeState[] = ['planned', 'doing', 'done', 'dropped']

export const initiativeLooks: Record<InitiativeState, { tone: ChipTone; icon: IconName; word: MessageId }> = {
  planned: { tone: 'neutral', icon: 'ring', word: 'okr.initiative.planned' },
  doing: { tone: 'primary', icon: 'half', word: 'okr.initiative.doing' },
  done: { tone: 'good', icon: 'check', word: 'okr.initiative.done' },
  dropped: { tone: 'neutral', icon: 'close', word: 'okr.initiative.dropped' },
}
