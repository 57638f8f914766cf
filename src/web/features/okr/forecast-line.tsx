// Where a key result is heading, in one sentence that opens to how it came about.
import { useQuery } from '@tanstack/react-query'
import type { KeyResultWholeView } from '../../../contract/okr.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Why } from '../../ui/why.tsx'
import { ToldExplanation } from './explain.tsx'

export const ForecastLine = ({ keyResult: { id, forecast } }: { keyResult: KeyResultWholeView }) => {
  const t = useT()
  // That a kind of measure is never forecast, or that the time is over, is nothing to read on every card.
  if (forecast.value === null && forecast.reason !== 'too_few') return null
  return (
    <div className="mt-1 max-w-prose text-sm text-ink-2">
      <Why label={t('pace.forecast.why')} explanation={<Explanation id={id} />}>
        {forecast.words}
      </Why>
    </div>
  )
}

const Explanation = ({ id }: { id: string }) => {
  const { data } = useQuery(api.keyResults.forecast.queryOptions({ input: { id } }))
  return data ? <ToldExplanation explained={data.explain} /> : <Skeleton className="h-20 w-full" />
}
