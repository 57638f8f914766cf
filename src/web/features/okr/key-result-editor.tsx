// A key result in a dialog: to add one, or to change it. Easing a target asks for a reason.
import { type FormEvent, useId, useState } from 'react'
import type { KeyResultView, ObjectiveWholeView } from '../../../contract/okr.ts'
import { isEased, type Measure } from '../../../core/okr/measure.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client, problemOf } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { coreMeasure } from './core-measure.ts'
import {
  emptyKeyResult,
  type KeyResultDraft,
  type KeyResultInput,
  keyResultToEdit,
  readKeyResult,
} from './key-result-draft.ts'
import { KeyResultFields } from './key-result-fields.tsx'
import { useMoveToInitiatives } from './use-move-to-initiatives.ts'

type Props = { objective: ObjectiveWholeView; keyResult?: KeyResultView; onClose: () => void }
type Saving = { input: KeyResultInput; easedBecause: string; version: number | undefined }

export const KeyResultEditor = ({ objective, keyResult, onClose }: Props) => {
  const { t, locale } = useLanguage()
  const formId = useId()
  const [draft, setDraft] = useState<KeyResultDraft>(() =>
    keyResult ? keyResultToEdit(keyResult, objective.cycle, locale) : emptyKeyResult(),
  )
  const [version, setVersion] = useState(keyResult?.version)
  const [easedBecause, setEasedBecause] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const move = useMoveToInitiatives(objective.id, keyResult?.id)
  const save = useChange(({ input, easedBecause: reason, version: against }: Saving) => {
    if (!keyResult) return client.keyResults.create({ objectiveId: objective.id, ...input })
    const eased = reason ? { easedBecause: reason } : {}
    return client.keyResults.update(
      { id: keyResult.id, ...input, ...eased },
      { context: { ifMatch: against } },
    )
  })
  const { input, errors } = readKeyResult(draft, locale, objective.cycle)
  const isValid = Object.keys(errors).length === 0
  const needsReason =
    keyResult !== undefined && isValid && isEased(coreMeasure(keyResult), input.measure as Measure)
  const isReasonMissing = needsReason && easedBecause.trim() === ''
  const isConflict = problemOf(save.error)?.code === 'changed_since'
  const told = useTold()(save.error)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWasTried(true)
    if (isValid && !isReasonMissing)
      save.mutate({ input, easedBecause: easedBecause.trim(), version }, { onSuccess: onClose })
  }
  /** Theirs is taken by starting anew from what is stored; mine is kept by saving against it. */
  const takeTheirs = () => {
    if (keyResult) setDraft(keyResultToEdit(keyResult, objective.cycle, locale))
    setVersion(keyResult?.version)
    save.reset()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={keyResult ? t('okr.key_result.edit') : t('okr.key_result.add')}
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
        <KeyResultFields
          draft={draft}
          errors={wasTried ? errors : {}}
          cycle={objective.cycle}
          subjectId={keyResult?.id}
          onMoveToInitiatives={(title) => void move(title).then(onClose)}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        {needsReason && (
          <TextField
            frame={{
              label: t('okr.key_result.eased_because'),
              hint: t('okr.key_result.eased_hint'),
              error: wasTried && isReasonMissing ? t('okr.key_result.eased_missing') : undefined,
            }}
            value={easedBecause}
            onChange={(event) => setEasedBecause(event.target.value)}
          />
        )}
        {isConflict && (
          <div
            role="alert"
            className="grid justify-items-start gap-2 rounded-md bg-amber-soft px-3 py-2 text-amber-ink"
          >
            <p>{told.detail}</p>
            <div className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => setVersion(keyResult?.version)}>
                {t('okr.edit.keep_mine_then_save')}
              </Button>
              <Button size="sm" onClick={takeTheirs}>
                {t('okr.edit.take_theirs')}
              </Button>
            </div>
          </div>
        )}
        {!isConflict && told.detail && (
          <p role="alert" className="text-sm text-son-ink">
            {told.detail}
          </p>
        )}
      </form>
    </Dialog>
  )
}
