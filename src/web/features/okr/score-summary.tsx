// What a cycle's scores come to: committed and aspirational objectives each on their own.
import { useQuery } from '@tanstack/react-query'
import type { ScoreSummaryView } from '../../../contract/okr.ts'
import type { Ambition } from '../../../core/okr/rollup.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { api } from '../../app/client.ts'
import { useLanguage, useT } from '../../app/language.tsx'
import { Why } from '../../ui/why.tsx'
import { HistoryLine, hasLine } from './history-line.tsx'
import { scoreText } from './score-text.ts'

const ambitions: [Ambition, MessageId, MessageId][] = [
  ['committed', 'okr.ambition.committed', 'pace.review.summary.how_committed'],
  ['aspirational', 'okr.ambition.aspirational', 'pace.review.summary.how_aspirational'],
]

type Props = { cycleId: string; summary: Record<Ambition, ScoreSummaryView> }

export const ScoreSummary = ({ cycleId, summary }: Props) => {
  const t = useT()
  const { data: history } = useQuery(api.cycles.progress.queryOptions({ input: { id: cycleId } }))
  const shown = ambitions.filter(([ambition]) => summary[ambition].objectives > 0)
  if (shown.length === 0) return null
  return (
    <dl className="mb-5 flex flex-wrap gap-x-10 gap-y-3">
      {shown.map(([ambition, word, how]) => (
        <div key={ambition}>
          <dt className="text-sm text-ink-3">{t(word)}</dt>
          <dd>
            <Figures summary={summary[ambition]} how={how} />
            {history && hasLine(history[ambition]) && (
              <div className="mt-2 w-64">
                <HistoryLine points={history[ambition]} label={t(word)} />
              </div>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const Figures = ({
  summary: { mean, scored, objectives, green, amber, red },
  how,
}: {
  summary: ScoreSummaryView
  how: MessageId
}) => {
  const { t, locale } = useLanguage()
  const counts: [number, MessageId][] = [
    [green, 'okr.band.green'],
    [amber, 'okr.band.amber'],
    [red, 'okr.band.red'],
  ]
  const told = counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${t(word).toLowerCase()}`)
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      {mean !== null && (
        <Why label={t('okr.review.why_score')} explanation={t(how, { scored, objectives })}>
          <span className="text-xl font-semibold">{scoreText(mean, locale)}</span>
        </Why>
      )}
      <span className="text-sm text-ink-3">
        {[t('pace.review.summary.scored', { scored, objectives }), ...told].join(' · ')}
      </span>
    </span>
  )
}
