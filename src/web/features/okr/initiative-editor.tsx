// An initiative in a dialog: the work, whom it serves, and what it is expected to bring.
import { type FormEvent, useId, useState } from 'react'
import type { InitiativeView, ObjectiveWholeView } from '../../../contract/okr.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { numberToType } from '../../app/number-to-type.ts'
import { useSession } from '../../app/session.tsx'
import { readTyped, TypedNumberField } from '../../app/typed-number.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DateField, SelectField, TextField } from '../../ui/inputs.tsx'

type Props = { objective: ObjectiveWholeView; initiative: InitiativeView | undefined; onClose: () => void }
type Draft = {
  title: string
  due: string
  ownerId: string
  keyResultId: string
  effectText: string
  lagText: string
}

export const InitiativeEditor = ({ objective, initiative, onClose }: Props) => {
  const { t, locale } = useLanguage()
  const { member } = useSession()
  const { memberOptions } = useNames()
  const formId = useId()
  const bet = initiative?.bet
  const [draft, setDraft] = useState<Draft>({
    title: initiative?.title ?? '',
    due: initiative?.due ?? '',
    ownerId: initiative?.ownerId ?? member.id,
    keyResultId: bet?.keyResultId ?? initiative?.keyResultIds[0] ?? '',
    effectText: numberToType(bet?.effect, locale),
    lagText: bet ? numberToType(bet.lag, locale) : '',
  })
  const [wasTried, setWasTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const effect = readTyped(draft.effectText, locale).value
  const lag = readTyped(draft.lagText, locale).value ?? 0
  const isLagWrong = !(Number.isInteger(lag) && lag >= 0 && lag <= 100)
  const save = useChange(() => {
    const { title, due, ownerId, keyResultId } = draft
    const fields = {
      title: title.trim(),
      due: due || null,
      ownerId,
      keyResultIds: keyResultId ? [keyResultId] : [],
      bet: keyResultId && effect !== null ? { keyResultId, effect, lag } : null,
    }
    return initiative
      ? client.initiatives.update(
          { id: initiative.id, ...fields },
          { context: { ifMatch: initiative.version } },
        )
      : client.initiatives.create({ objectiveId: objective.id, ...fields })
  })
  const told = useTold()(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWasTried(true)
    if (draft.title.trim() && !isLagWrong) save.mutate(undefined, { onSuccess: onClose })
  }
  const served = objective.keyResults.find(({ id }) => id === draft.keyResultId)?.measure
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
            error: wasTried && !draft.title.trim() ? t('okr.initiative.title_missing') : undefined,
          }}
          value={draft.title}
          maxLength={300}
          onChange={(event) => change({ title: event.target.value })}
        />
        <div className="grid grid-cols-2 gap-3">
          <DateField
            frame={{ label: t('okr.due') }}
            value={draft.due}
            onChange={(event) => change({ due: event.target.value })}
          />
          <SelectField
            frame={{ label: t('okr.owner') }}
            options={memberOptions}
            value={draft.ownerId}
            onChange={(event) => change({ ownerId: event.target.value })}
          />
        </div>
        <SelectField
          frame={{ label: t('okr.initiative.serves') }}
          options={[
            { value: '', label: t('okr.initiative.serves_all') },
            ...objective.keyResults.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          value={draft.keyResultId}
          onChange={(event) => change({ keyResultId: event.target.value })}
        />
        {draft.keyResultId && (
          <fieldset className="grid grid-cols-2 items-start gap-3">
            <legend className="mb-1 font-semibold">
              {t('okr.initiative.bet')}{' '}
              <span className="text-sm font-normal text-ink-3">{t('okr.initiative.bet_hint')}</span>
            </legend>
            <TypedNumberField
              label={t('okr.initiative.effect')}
              text={draft.effectText}
              onText={(effectText) => change({ effectText })}
              unit={served && served.kind !== 'milestones' ? served.unit : ''}
              placeholder="−8"
            />
            <TypedNumberField
              label={t('okr.initiative.lag')}
              text={draft.lagText}
              onText={(lagText) => change({ lagText })}
              placeholder="2"
              error={wasTried && isLagWrong ? t('okr.initiative.lag_wrong') : undefined}
            />
          </fieldset>
        )}
        {told.detail && (
          <p role="alert" className="text-sm text-son-ink">
            {told.detail}
          </p>
        )}
      </form>
    </Dialog>
  )
}
