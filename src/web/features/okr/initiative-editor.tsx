// An initiative in a dialog: what will be done, by whom and until when, where the work is kept, and what it should bring.
import { type FormEvent, useId, useState } from 'react'
import type { InitiativeView, ObjectiveWholeView } from '../../../contract/okr.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { Coach } from '../../app/coach/coach.tsx'
import { useLanguage } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DateField, SelectField, TextField } from '../../ui/inputs.tsx'
import { type InitiativeDraft, initiativeToEdit, readInitiative } from './initiative-draft.ts'
import { BetFields, LinkFields, ServedFields } from './initiative-fields.tsx'
import { initiativeLooks, initiativeStates } from './initiative-looks.ts'

type Props = {
  /** The objective that it serves, with the key results to choose from; null where it serves none. */
  objective: Pick<ObjectiveWholeView, 'id' | 'keyResults'> | null
  initiative: InitiativeView | undefined
  onClose: () => void
}

export const InitiativeEditor = ({ objective, initiative, onClose }: Props) => {
  const { t, locale } = useLanguage()
  const { member, today } = useSession()
  const { memberOptions } = useNames()
  const formId = useId()
  const [draft, setDraft] = useState(() => initiativeToEdit(initiative, member.id, locale))
  const [wasTried, setWasTried] = useState(false)
  const change = (part: Partial<InitiativeDraft>) => setDraft((before) => ({ ...before, ...part }))
  const { input, errors, isValid } = readInitiative(draft, today, locale)
  const shown = wasTried ? errors : { links: {} }
  const save = useChange(() =>
    initiative
      ? client.initiatives.update(
          { id: initiative.id, ...input },
          { context: { ifMatch: initiative.version } },
        )
      : client.initiatives.create({ ...(objective ? { objectiveId: objective.id } : {}), ...input }),
  )
  const told = useTold()(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWasTried(true)
    if (isValid) save.mutate(undefined, { onSuccess: onClose })
  }
  const keyResults = objective?.keyResults ?? []
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={initiative ? t('okr.initiative.edit') : t('okr.initiative.add')}
      closeLabel={t('okr.close')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('okr.edit.leave')}
          </Button>
          <Button type="submit" form={formId} look="primary" disabled={save.isPending}>
            {t('okr.edit.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="grid gap-4 pb-2">
        <TextField
          frame={{
            label: t('okr.initiative.title'),
            hint: t('okr.initiatives.note'),
            error: shown.title && t(shown.title),
          }}
          value={draft.title}
          maxLength={300}
          onChange={(event) => change({ title: event.target.value })}
        />
        <Coach
          field="initiative"
          text={draft.title}
          subjectId={initiative?.id}
          onText={(title) => change({ title })}
        />
        <div className="grid grid-cols-2 gap-3">
          <SelectField
            frame={{ label: t('initiatives.state') }}
            options={initiativeStates.map((state) => ({
              value: state,
              label: t(initiativeLooks[state].word),
            }))}
            value={draft.state}
            onChange={(event) => change({ state: event.target.value as InitiativeDraft['state'] })}
          />
          <SelectField
            frame={{ label: t('okr.owner') }}
            options={memberOptions}
            value={draft.ownerId}
            onChange={(event) => change({ ownerId: event.target.value })}
          />
          <DateField
            frame={{ label: t('okr.due') }}
            value={draft.due}
            onChange={(event) => change({ due: event.target.value })}
          />
          {draft.state === 'done' && (
            <DateField
              frame={{ label: t('initiatives.done_on'), error: shown.doneOn && t(shown.doneOn) }}
              value={draft.doneOn}
              max={today}
              onChange={(event) => change({ doneOn: event.target.value })}
            />
          )}
        </div>
        <ServedFields draft={draft} keyResults={keyResults} onChange={change} />
        <BetFields draft={draft} keyResults={keyResults} errors={shown} onChange={change} />
        <LinkFields draft={draft} errors={shown} onChange={change} />
        {told.detail && (
          <p role="alert" className="text-sm text-son-ink">
            {told.detail}
          </p>
        )}
      </form>
    </Dialog>
  )
}
