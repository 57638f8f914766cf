// The state of an objective or a key result: what the owner says first, what the figures say beside it.
import type { CycleView, KeyResultView } from '../../contract/okr.ts'
import { type Call, type Status, withCall } from '../../core/okr/status.ts'
import type { MessageId } from '../../i18n/translator.ts'
import type { Tone } from '../charts/tone.ts'
import { Chip, type ChipTone } from '../ui/chip.tsx'
import type { IconName } from '../ui/icon.tsx'
import { useT } from './language.tsx'
import { chipLook } from './status-look.ts'

type Look = { tone: Tone & ChipTone; icon: IconName; word: MessageId }

const looks: Record<Status, Look> = {
  no_data: { tone: 'neutral', icon: 'ring', word: 'status.no_data' },
  achieved: { tone: 'good', icon: 'check', word: 'status.achieved' },
  on_track: { tone: 'good', icon: 'circle', word: 'status.on_track' },
  at_risk: { tone: 'attention', icon: 'diamond', word: 'status.at_risk' },
  off_track: { tone: 'wrong', icon: 'octagon', word: 'status.off_track' },
}

export const statusWord = (status: Status): MessageId => looks[status].word
export const statusTone = (status: Status): Tone => looks[status].tone

type ChipProps = {
  status: Status
  stale?: boolean
  /** Says that this is what the figures say, where the owner's call stands beside it. */
  isBesideCall?: boolean
}

/** A stale figure is never shown as plainly on track: it loses its colour and says that it is overdue. */
export const StatusChip = ({ status, stale = false, isBesideCall = false }: ChipProps) => {
  const t = useT()
  const { word } = looks[status]
  const { tone, icon } = chipLook(looks[status], stale)
  const shown = isBesideCall ? t('okr.status.figures', { status: t(word) }) : t(word)
  return (
    <Chip tone={tone} icon={icon}>
      {stale ? t('okr.status.stale', { status: shown }) : shown}
    </Chip>
  )
}

type Stated = Pick<KeyResultView, 'status' | 'call' | 'stale'>

export const KeyResultChips = ({ keyResult }: { keyResult: Stated }) => {
  const { computed, call, differs } = withCall(keyResult.status, keyResult.call)
  if (call === null || !differs) return <StatusChip status={computed} stale={keyResult.stale} />
  return (
    <span className="inline-flex flex-wrap gap-1.5 sm:flex-col sm:items-end">
      <CallChip call={call} />
      <StatusChip status={computed} stale={keyResult.stale} isBesideCall />
    </span>
  )
}

const CallChip = ({ call }: { call: Call }) => {
  const t = useT()
  const { tone, icon, word } = looks[call]
  return (
    <Chip tone={tone} icon={icon}>
      {t('okr.status.call', { status: t(word) })}
    </Chip>
  )
}

const cycleLooks: Record<CycleView['state'], { tone: ChipTone; icon: IconName; word: MessageId }> = {
  draft: { tone: 'neutral', icon: 'ring', word: 'cycle.state.draft' },
  active: { tone: 'primary', icon: 'circle', word: 'cycle.state.active' },
  review: { tone: 'attention', icon: 'review', word: 'cycle.state.review' },
  closed: { tone: 'neutral', icon: 'check', word: 'cycle.state.closed' },
}

export const CycleChip = ({ state }: { state: CycleView['state'] }) => {
  const t = useT()
  const { tone, icon, word } = cycleLooks[state]
  return (
    <Chip tone={tone} icon={icon}>
      <span className="inline-block first-letter:uppercase">{t(word)}</span>
    </Chip>
  )
}
