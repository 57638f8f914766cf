// A key result in a dialog: to add one, or to change it. Easing a target asks for a reason.
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { KeyResultView, ObjectiveWholeView } from '../../../contract/okr.ts'
import { isEased, type Measure } from '../../../core/okr/measure.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client, problemOf } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { MergeChoice, type Whose } from '../../app/merge-choice.tsx'
import { useNames } from '../../app/names.ts'
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
import { changedInput, conflictingFields, mergeFields } from './key-result-merge.ts'
import { useMoveToInitiatives } from './use-move-to-initiatives.ts'

type Props = { objective: ObjectiveWholeView; keyResult?: KeyResultView; onClose: () => void }
type Saving = {
  input: KeyResultInput
  fields: Partial<KeyResultInput> & { easedBecause?: string }
  ifMatch: number | undefined
}

export const KeyResultEditor = ({ objective, keyResult, onClose }: Props) => {
  const { t, locale } = useLanguage()
  const formId = useId()
  const format = useFormat()
  const names = useNames()
  const [draft, setDraft] = useState<KeyResultDraft>(() =>
    keyResult ? keyResultToEdit(keyResult, objective.cycle, locale) : emptyKeyResult(),
  )
  // As it stood when the edit began: only what was changed here is sent, so that others' changes stay.
  const [begun] = useState(() => ({
    input: readKeyResult(draft, locale, objective.cycle).input,
    version: keyResult?.version,
  }))
  const [whose, setWhose] = useState<Record<string, Whose>>({})
  const [easedBecause, setEasedBecause] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const move = useMoveToInitiatives(objective.id, keyResult?.id)
  const queries = useQueryClient()
  const save = useChange(async ({ input, fields, ifMatch }: Saving) =>
    keyResult
      ? client.keyResults.update({ id: keyResult.id, ...fields }, { context: { ifMatch } })
      : client.keyResults.create({ objectiveId: objective.id, ...input }),
  )
  const conflicts = conflictingFields(problemOf(save.error))
  const { input, errors } = readKeyResult(draft, locale, objective.cycle)
  const isValid = Object.keys(errors).length === 0
  const needsReason =
    keyResult !== undefined && isValid && isEased(coreMeasure(keyResult), input.measure as Measure)
  const isReasonMissing = needsReason && easedBecause.trim() === ''
  const isConflict = conflicts.length > 0
  const told = useTold()(save.error)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWasTried(true)
    if (!isValid || isReasonMissing) return
    const changed = Object.entries(changedInput(begun.input, input))
    const fields = {
      ...Object.fromEntries(changed.filter(([field]) => whose[field] !== 'theirs')),
      ...(needsReason ? { easedBecause: easedBecause.trim() } : {}),
    }
    // Once both are on the screen, what is kept is kept against what stands.
    const ifMatch = isConflict ? keyResult?.version : begun.version
    save.mutate(
      { input, fields, ifMatch },
      { onSuccess: onClose, onError: () => void queries.invalidateQueries() },
    )
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
        {isConflict && keyResult && (
          <MergeChoice
            fields={mergeFields(conflicts, input, keyResult, { t, format, member: names.member })}
            chosen={whose}
            onChoose={(field, one) => setWhose({ ...whose, [field]: one })}
          />
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
