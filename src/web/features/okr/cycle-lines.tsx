// A cycle's progress over time, committed and aspirational objectives apart.
import { useQuery } from '@tanstack/react-query'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { HistoryLine, hasLine } from './history-line.tsx'

type Props = { cycleId: string; asOf?: string | undefined }

export const CycleLines = ({ cycleId, asOf }: Props) => {
  const t = useT()
  const { data } = useQuery(api.cycles.progress.queryOptions({ input: { id: cycleId, asOf } }))
  if (!data) return <Skeleton className="h-24 w-64" />
  const lines = (['committed', 'aspirational'] as const).filter((ambition) => hasLine(data[ambition]))
  if (lines.length === 0) return <p className="text-sm text-ink-3">{t('hindsight.line_none')}</p>
  return (
    <div className="flex flex-wrap gap-x-10 gap-y-4">
      {lines.map((ambition) => {
        const word = t(ambition === 'committed' ? 'okr.ambition.committed' : 'okr.ambition.aspirational')
        return (
          <figure key={ambition} className="w-80 max-w-full">
            <figcaption className="text-sm text-ink-3">{word}</figcaption>
            <HistoryLine points={data[ambition]} label={word} />
          </figure>
        )
      })}
    </div>
  )
}
