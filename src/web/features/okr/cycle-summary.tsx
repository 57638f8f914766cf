// What a cycle comes to, and came to over time: committed and aspirational objectives each on their own, never averaged
// together.
import { lazy, Suspense, useState } from 'react'
import type { BoardView, SummaryView } from '../../../contract/okr-board.ts'
import type { Ambition } from '../../../core/okr/rollup.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useFormat } from '../../app/format.ts'
import { loadMessages, useT } from '../../app/language.tsx'
import { statuses } from '../../app/okr-search.ts'
import { statusWord } from '../../app/status-chip.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { WhyRollup } from './why-rollup.tsx'

// What is asked for alone, comes alone.
const CycleLines = lazy(async () => {
  await loadMessages('pace', 'hindsight')
  return { default: (await import('./cycle-lines.tsx')).CycleLines }
})

const ambitions: { ambition: Ambition; word: MessageId }[] = [
  { ambition: 'committed', word: 'okr.ambition.committed' },
  { ambition: 'aspirational', word: 'okr.ambition.aspirational' },
]

type Props = {
  cycleId: string
  summary: BoardView['summary']
  /** As it was known at that instant. */
  asOf?: string
}

export const CycleSummary = ({ cycleId, summary: summaries, asOf }: Props) => {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  const shown = ambitions.filter(({ ambition }) => summaries[ambition].objectives > 0)
  return (
    <section aria-label={t('view.summary.title')}>
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        {shown.map(({ ambition, word }) => (
          <div key={ambition}>
            <dt className="text-sm text-ink-3">{t(word)}</dt>
            <dd>
              <Figures of={{ cycleId, ambition, asOf }} summary={summaries[ambition]} />
            </dd>
          </div>
        ))}
      </dl>
      <Button
        size="sm"
        look="quiet"
        icon="chart"
        className="mt-1 -ml-2"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t('view.summary.line')}
      </Button>
      {isOpen && (
        <Suspense fallback={<Skeleton className="h-24 w-64" />}>
          <CycleLines cycleId={cycleId} asOf={asOf} />
        </Suspense>
      )}
    </section>
  )
}

type Of = { cycleId: string; unitId?: string; ambition: Ambition; asOf?: string | undefined }

const Figures = ({ of, summary: { progress, expected, byStatus } }: { of: Of; summary: SummaryView }) => {
  const t = useT()
  const format = useFormat()
  const counts = statuses
    .filter((status) => byStatus[status] > 0)
    .map((status) => `${byStatus[status]} ${t(statusWord(status)).toLowerCase()}`)
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <WhyRollup {...of} figure="progress">
        <span className="text-xl font-semibold">{format.percent(progress)}</span>
      </WhyRollup>
      <span className="text-sm text-ink-3">
        {expected !== null && (
          <>
            <WhyRollup {...of} figure="expected">
              {t(of.asOf === undefined ? 'okr.expected_today' : 'view.expected_then', {
                value: format.percent(expected),
              })}
            </WhyRollup>
            {counts.length > 0 && ' · '}
          </>
        )}
        {counts.join(' · ')}
      </span>
    </span>
  )
}
