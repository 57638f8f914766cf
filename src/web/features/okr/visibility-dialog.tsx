// Who can see an objective: everyone, its unit, or people found by name.
import { useId, useState } from 'react'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { PeoplePicker } from '../../app/people-picker.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

type Visibility = ObjectiveWholeView['visibility']
type Props = { objective: ObjectiveWholeView; onClose: () => void }

export const VisibilityDialog = ({ objective, onClose }: Props) => {
  const t = useT()
  const name = useId()
  const [visibility, setVisibility] = useState<Visibility>(objective.visibility)
  const [people, setPeople] = useState(objective.visibleTo)
  const { id, version, unitId } = objective
  const save = useChange(() =>
    client.objectives.update(
      { id, visibility, visibleTo: visibility === 'people' ? people : [] },
      { context: { ifMatch: version } },
    ),
  )
  const told = useTold()(save.error)
  const choices: { value: Visibility; label: string; hint?: string }[] = [
    { value: 'everyone', label: t('objective.visibility.everyone') },
    {
      value: 'unit',
      label: t('objective.visibility.unit_option'),
      ...(unitId === null ? { hint: t('objective.visibility.unit_missing') } : {}),
    },
    { value: 'people', label: t('objective.visibility.people') },
  ]
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('objective.visibility')}
      closeLabel={t('okr.close')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('okr.edit.leave')}
          </Button>
          <Button
            look="primary"
            disabled={save.isPending}
            onClick={() => save.mutate(undefined, { onSuccess: onClose })}
          >
            {t('okr.edit.save')}
          </Button>
        </>
      }
    >
      <fieldset className="grid gap-1">
        <legend className="sr-only">{t('objective.visibility')}</legend>
        {choices.map(({ value, label, hint }) => (
          <label key={value} className="flex min-h-8 items-start gap-2.5 py-1">
            <input
              type="radio"
              name={name}
              value={value}
              checked={visibility === value}
              disabled={value === 'unit' && unitId === null}
              onChange={() => setVisibility(value)}
              className="mt-0.5 size-4 shrink-0 accent-cham"
            />
            <span>
              {label}
              {hint && <span className="block text-sm text-ink-3">{hint}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      {visibility === 'people' && <PeoplePicker chosen={people} onChange={setPeople} />}
      <p className="mt-3 text-sm text-ink-3">{t('objective.visibility.note')}</p>
      {told.detail && (
        <p role="alert" className="mt-2 text-sm text-son-ink">
          {told.detail}
        </p>
      )}
    </Dialog>
  )
}
