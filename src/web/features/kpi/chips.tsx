// Variation, capability and a period's standing, each as a shape and a word.
import type { ChartView, SignalView } from '../../../contract/kpi.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import type { IconName } from '../../ui/icon.tsx'

type Look = { tone: ChipTone; icon: IconName; word: MessageId }
type Variation = NonNullable<ChartView['variation']>
type Capability = NonNullable<ChartView['capability']>
type PeriodStatus = ChartView['periods'][number]['status']

/** The shapes are those of the chart's dots. */
const variations: Record<Variation, Look> = {
  common_cause: { tone: 'neutral', icon: 'circle', word: 'kpi.variation.common_cause' },
  improvement: { tone: 'improvement', icon: 'objective', word: 'kpi.variation.improvement' },
  concern: { tone: 'concern', icon: 'diamond', word: 'kpi.variation.concern' },
  change: { tone: 'change', icon: 'square', word: 'kpi.variation.change' },
}

const capabilities: Record<Capability, Look> = {
  capable: { tone: 'good', icon: 'check', word: 'kpi.capability.capable' },
  unreliable: { tone: 'attention', icon: 'half', word: 'kpi.capability.unreliable' },
  incapable: { tone: 'wrong', icon: 'octagon', word: 'kpi.capability.incapable' },
}

const standings: Record<Exclude<PeriodStatus, 'none'>, Look> = {
  green: { tone: 'good', icon: 'check', word: 'kpi.standing.green' },
  amber: { tone: 'attention', icon: 'diamond', word: 'kpi.standing.amber' },
  red: { tone: 'wrong', icon: 'octagon', word: 'kpi.standing.red' },
}

const triages: Record<SignalView['triage'], Look> = {
  new: { tone: 'primary', icon: 'info', word: 'kpi.triage.new' },
  acknowledged: { tone: 'neutral', icon: 'check', word: 'kpi.triage.acknowledged' },
  explained: { tone: 'neutral', icon: 'comment', word: 'kpi.triage.explained' },
  answered: { tone: 'neutral', icon: 'objective', word: 'kpi.triage.answered' },
  dismissed: { tone: 'neutral', icon: 'minus', word: 'kpi.triage.dismissed' },
}

export const variationWords = {
  common_cause: 'kpi.variation.common_cause',
  improvement: 'kpi.variation.improvement',
  concern: 'kpi.variation.concern',
  change: 'kpi.variation.change',
} as const satisfies Record<Variation, MessageId>

export const capabilityWords = {
  capable: 'kpi.capability.capable',
  unreliable: 'kpi.capability.unreliable',
  incapable: 'kpi.capability.incapable',
} as const satisfies Record<Capability, MessageId>

const LookChip = ({ tone, icon, word }: Look) => {
  const t = useT()
  return (
    <Chip tone={tone} icon={icon}>
      {t(word)}
    </Chip>
  )
}

export const VariationChip = ({ variation }: { variation: Variation | null }) =>
  variation && <LookChip {...variations[variation]} />

export const CapabilityChip = ({ capability }: { capability: Capability | null }) =>
  capability && <LookChip {...capabilities[capability]} />

export const StandingChip = ({ status }: { status: PeriodStatus }) =>
  status === 'none' ? null : <LookChip {...standings[status]} />

export const TriageChip = ({ triage }: { triage: SignalView['triage'] }) => <LookChip {...triages[triage]} />

export const readingWords: Record<SignalView['reading'], MessageId> = {
  improvement: 'kpi.variation.improvement',
  concern: 'kpi.variation.concern',
  change: 'kpi.variation.change',
}
