// What a cycle comes to: committed and aspirational objectives each on their own, never averaged together.
import type { BoardView, SummaryView } from '../../../contract/okr-board.ts'
import type { Ambition } from '../../../core/okr/rollup.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { statuses } from '../../app/okr-search.ts'
import { statusWord } from '../../app/status-chip.tsx'
import { Why } from '../../ui/why.tsx'

const ambitions: { ambition: Ambition; word: MessageId }[] = [
  { ambition: 'committed', word: 'okr.ambition.committed' },
  { ambition: 'aspirational', word: 'okr.ambition.aspirational' },
]

export const CycleSummary = ({ summary: summaries }: { summary: BoardView['summary'] }) => {
  const t = useT()
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      {ambitions
        .filter(({ ambition }) => summaries[ambition].objectives > 0)
        .map(({ ambition, word }) => (
          <div key={ambition}>
            <dt className="text-sm text-ink-3">{t(word)}</dt>
            <dd>
              <Figures summary={summaries[ambition]} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

const Figures = ({
  summary: { progress, expected, objectives, withData, byStatus },
}: {
  summary: SummaryView
}) => {
  const t = useT()
  const format = useFormat()
  const counts = statuses
    .filter((status) => byStatus[status] > 0)
    .map((status) => `${byStatus[status]} ${t(statusWord(status)).toLowerCase()}`)
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <Why label={t('okr.summary.why')} explanation={t('okr.summary.how', { withData, objectives })}>
        <span className="text-xl font-semibold">{format.percent(progress)}</span>
      </Why>
      <span className="text-sm text-ink-3">
        {[expected === null ? null : t('okr.expected_today', { value: format.percent(expected) }), ...counts]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  )
}
