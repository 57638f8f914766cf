// Beside an objective: how it is aligned, how confident its owners have been, who sees it and how it counts.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { AlignmentPart } from './alignment-part.tsx'
import { AsidePart } from './aside-part.tsx'
import { ConfidenceHistory } from './confidence-history.tsx'
import { HistoryLine, hasLine } from './history-line.tsx'
import { ObjectiveSettings } from './objective-settings.tsx'

type Props = { objective: ObjectiveWholeView; mayEdit: boolean }

export const ObjectiveAside = ({ objective, mayEdit }: Props) => {
  const t = useT()
  return (
    <aside aria-label={t('okr.aside')} className="mt-7 grid content-start gap-3">
      <AlignmentPart objective={objective} mayEdit={mayEdit} />
      {objective.fromKpiId && <FromKpi id={objective.fromKpiId} />}
      {objective.carriedFromId && <CarriedFrom id={objective.carriedFromId} />}
      <ProgressHistory id={objective.id} />
      <ConfidenceHistory keyResults={objective.keyResults} />
      <ObjectiveSettings objective={objective} mayEdit={mayEdit} />
    </aside>
  )
}

const FromKpi = ({ id }: { id: string }) => {
  const t = useT()
  const { data } = useQuery(api.kpis.get.queryOptions({ input: { id } }))
  if (!data) return null
  return (
    <AsidePart title={t('okr.from_kpi')}>
      <Link to="/kpis/$kpiId" params={{ kpiId: id }} className="font-semibold hover:underline">
        {data.name}
      </Link>
    </AsidePart>
  )
}

const CarriedFrom = ({ id }: { id: string }) => {
  const t = useT()
  const { data } = useQuery(api.objectives.get.queryOptions({ input: { id } }))
  if (!data) return null
  return (
    <AsidePart title={t('pace.review.carried.from')}>
      <Link to="/okrs/$objectiveId" params={{ objectiveId: id }} className="font-semibold hover:underline">
        {data.title}
      </Link>
      <p className="text-sm text-ink-3">{data.cycle.name}</p>
    </AsidePart>
  )
}

const ProgressHistory = ({ id }: { id: string }) => {
  const t = useT()
  const { data } = useQuery(api.objectives.progress.queryOptions({ input: { id } }))
  if (!data || !hasLine(data.points)) return null
  return (
    <AsidePart title={t('pace.history.title')}>
      <HistoryLine points={data.points} label={t('pace.history.title')} />
    </AsidePart>
  )
}
