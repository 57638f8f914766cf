// The objective itself: title, state and facts, each edited where it stands.
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useChange } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { Coach } from '../../app/coach/coach.tsx'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { CycleChip, StatusChip } from '../../app/status-chip.tsx'
import { EditInPlace } from './edit-in-place.tsx'
import { Explain } from './explain.tsx'
import { ObjectiveActions } from './objective-actions.tsx'

type Props = { objective: ObjectiveWholeView; mayEdit: boolean }
type Fields = Omit<Parameters<typeof client.objectives.update>[0], 'id'>

/** Changes fields of the objective against the version that the edit began on. */
function useSaveObjective(id: string) {
  const change = useChange(({ fields, version }: { fields: Fields; version: number }) =>
    client.objectives.update({ id, ...fields }, { context: { ifMatch: version } }),
  )
  return (fields: Fields, version: number) => change.mutateAsync({ fields, version })
}

export const ObjectiveTitle = ({ objective, mayEdit }: Props) => {
  const t = useT()
  const save = useSaveObjective(objective.id)
  return (
    <EditInPlace
      label={t('okr.objective.title')}
      value={objective.title}
      version={objective.version}
      mayEdit={mayEdit}
      onSave={(title, version) => save({ title }, version)}
      advise={(text, onText) => (
        <Coach field="objective" text={text} onText={onText} subjectId={objective.id} />
      )}
    >
      {objective.title}
    </EditInPlace>
  )
}

export const ObjectiveFacts = ({ objective, mayEdit, mayCreate }: Props & { mayCreate: boolean }) => {
  const t = useT()
  const format = useFormat()
  const { id, progress, expected, status, stale, cycle } = objective
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Explain of="objective" id={id} figure="status" label={t('okr.explain.status')}>
        <StatusChip status={status} stale={stale} />
      </Explain>
      <Explain of="objective" id={id} figure="progress" label={t('okr.explain.progress')}>
        <span className="text-xl font-semibold">{format.percent(progress)}</span>
      </Explain>
      <ul className="flex flex-wrap items-center gap-x-2 max-md:order-2 max-md:basis-full text-sm text-ink-3 *:flex *:items-center *:not-last:after:ml-2 *:not-last:after:content-['·']">
        {progress !== null && (
          <li>
            <Explain of="objective" id={id} figure="expected" label={t('okr.explain.expected')}>
              {t('okr.expected_today', { value: format.percent(expected) })}
            </Explain>
          </li>
        )}
        <Choices objective={objective} mayEdit={mayEdit} />
      </ul>
      {cycle.state !== 'active' && <CycleChip state={cycle.state} />}
      <span className="ml-auto max-md:order-1">
        <ObjectiveActions objective={objective} mayEdit={mayEdit} mayCreate={mayCreate} />
      </span>
    </div>
  )
}

const Choices = ({ objective, mayEdit }: Props) => {
  const t = useT()
  const names = useNames()
  const save = useSaveObjective(objective.id)
  const { version, ownerId, unitId, ambition } = objective
  const ambitions = [
    { value: 'aspirational', label: t('okr.ambition.aspirational') },
    { value: 'committed', label: t('okr.ambition.committed') },
  ]
  return (
    <>
      <li>
        <EditInPlace
          label={t('okr.owner')}
          value={ownerId}
          version={version}
          mayEdit={mayEdit}
          options={names.memberOptions}
          onSave={(value, against) => save({ ownerId: value }, against)}
        >
          {t('okr.owned_by', { name: names.member(ownerId) })}
        </EditInPlace>
      </li>
      <li>
        <EditInPlace
          label={t('okr.unit')}
          value={unitId ?? ''}
          version={version}
          mayEdit={mayEdit}
          options={names.unitOptions}
          onSave={(value, against) => save({ unitId: value || null }, against)}
        >
          {names.unit(unitId)}
        </EditInPlace>
      </li>
      <li>
        <EditInPlace
          label={t('okr.ambition')}
          value={ambition}
          version={version}
          mayEdit={mayEdit}
          options={ambitions}
          onSave={(value, against) =>
            save({ ambition: value === 'committed' ? 'committed' : 'aspirational' }, against)
          }
        >
          {ambitions.find(({ value }) => value === ambition)?.label}
        </EditInPlace>
      </li>
    </>
  )
}

export const ObjectiveReason = ({ objective, mayEdit }: Props) => {
  const t = useT()
  const save = useSaveObjective(objective.id)
  const { reason, version } = objective
  if (reason === '' && !mayEdit) return null
  return (
    <div className="mt-4 max-w-prose">
      <EditInPlace
        label={t('okr.objective.reason')}
        value={reason}
        version={version}
        mayEdit={mayEdit}
        isLong
        onSave={(value, against) => save({ reason: value }, against)}
      >
        {reason === '' ? (
          <span className="text-ink-3">{t('okr.objective.add_reason')}</span>
        ) : (
          <span className="whitespace-pre-wrap text-ink-2">{reason}</span>
        )}
      </EditInPlace>
    </div>
  )
}
