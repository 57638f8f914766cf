// Beside an objective: what it contributes to, and how confident its owners have been.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useChange } from '../../app/change.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { MiniSpan } from '../../app/key-result-span.tsx'
import { useT } from '../../app/language.tsx'
import { StatusChip } from '../../app/status-chip.tsx'
import { AsidePart } from './aside-part.tsx'
import { ConfidenceHistory } from './confidence-history.tsx'
import { EditInPlace } from './edit-in-place.tsx'
import { Explain } from './explain.tsx'

type Props = { objective: ObjectiveWholeView; mayEdit: boolean }

export const ObjectiveAside = ({ objective, mayEdit }: Props) => {
  const t = useT()
  return (
    <aside aria-label={t('okr.aside')} className="mt-7 grid content-start gap-3">
      {(objective.parent || mayEdit) && (
        <AsidePart title={t('okr.parent')}>
          <ParentChoice objective={objective} mayEdit={mayEdit} />
        </AsidePart>
      )}
      {objective.fromKpiId && <FromKpi id={objective.fromKpiId} />}
      <ConfidenceHistory keyResults={objective.keyResults} />
    </aside>
  )
}

const ParentChoice = ({ objective, mayEdit }: Props) => {
  const t = useT()
  const { id, parent, version } = objective
  const { data } = useQuery(api.objectives.list.queryOptions({ input: { limit: 500 }, enabled: mayEdit }))
  const options = (data?.items ?? [])
    .filter((other) => other.id !== id)
    .flatMap((other) => [
      { value: `objective ${other.id}`, label: other.title },
      ...other.keyResults.map((keyResult) => ({
        value: `key_result ${keyResult.id}`,
        label: `– ${keyResult.title}`,
      })),
    ])
  const change = useChange(({ value, against }: { value: string; against: number }) => {
    const [kind, parentId] = value.split(' ')
    const wanted = parentId
      ? { kind: kind === 'objective' ? ('objective' as const) : ('key_result' as const), id: parentId }
      : null
    return client.objectives.update({ id, parent: wanted }, { context: { ifMatch: against } })
  })
  return (
    <>
      {parent?.kind === 'objective' && <ParentObjective id={parent.id} />}
      {parent?.kind === 'key_result' && <ParentKeyResult id={parent.id} />}
      {mayEdit && (
        <div className="mt-1 text-sm">
          <EditInPlace
            label={t('okr.parent')}
            value={parent ? `${parent.kind} ${parent.id}` : ''}
            version={version}
            mayEdit
            options={[{ value: '', label: t('okr.parent.none') }, ...options]}
            onSave={(value, against) => change.mutateAsync({ value, against })}
          >
            <span className="text-cham">{parent ? t('okr.parent.change') : t('okr.parent.choose')}</span>
          </EditInPlace>
        </div>
      )}
    </>
  )
}

const ParentObjective = ({ id }: { id: string }) => {
  const t = useT()
  const format = useFormat()
  const { data } = useQuery(api.objectives.get.queryOptions({ input: { id } }))
  if (!data) return null
  return (
    <>
      <Link to="/okrs/$objectiveId" params={{ objectiveId: id }} className="font-semibold hover:underline">
        {data.title}
      </Link>
      <p className="mt-1 flex items-center gap-2">
        <StatusChip status={data.status} stale={data.stale} />
        <Explain of="objective" id={id} figure="progress" label={t('okr.explain.progress')}>
          <span className="font-semibold">{format.percent(data.progress)}</span>
        </Explain>
      </p>
    </>
  )
}

const ParentKeyResult = ({ id }: { id: string }) => {
  const { data } = useQuery(api.keyResults.get.queryOptions({ input: { id } }))
  if (!data) return null
  return (
    <>
      <Link
        to="/okrs/$objectiveId"
        params={{ objectiveId: data.objectiveId }}
        hash={id}
        className="mb-1 block font-semibold hover:underline"
      >
        {data.title}
      </Link>
      <MiniSpan keyResult={data} />
    </>
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
