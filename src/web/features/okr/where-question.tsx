// "Ta muốn đến đâu?": the objective itself.
import { useState } from 'react'
import { Coach } from '../../app/coach/coach.tsx'
import type { Moved } from '../../app/coach/coach-note.tsx'
import { openCycles, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { useRights } from '../../app/rights.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { SelectField, TextArea, TextField } from '../../ui/inputs.tsx'
import { NewCycleForm } from './new-cycle-form.tsx'
import type { ObjectiveDraft, ObjectiveErrors } from './objective-draft.ts'
import { Question } from './question.tsx'

type Props = {
  draft: ObjectiveDraft
  errors: ObjectiveErrors
  onChange: (part: Partial<ObjectiveDraft>) => void
  onMoveToKeyResults: (moved: Moved) => void
}

export const WhereQuestion = ({ draft, errors, onChange, onMoveToKeyResults }: Props) => {
  const t = useT()
  const names = useNames()
  return (
    <section className="grid gap-4">
      <Question question={t('okr.question.where')} name={t('okr.objective')} />
      <TextField
        frame={{
          label: t('okr.objective.title'),
          hint: t('okr.objective.title_hint'),
          error: errors.title && t(errors.title),
        }}
        autoFocus
        value={draft.title}
        maxLength={300}
        placeholder={t('okr.objective.title_example')}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <Coach
        field="objective"
        text={draft.title}
        onText={(title) => onChange({ title })}
        onMove={{ key_result: onMoveToKeyResults }}
      />
      <TextArea
        frame={{ label: t('okr.objective.reason'), note: t('okr.measure.optional') }}
        value={draft.reason}
        rows={2}
        onChange={(event) => onChange({ reason: event.target.value })}
      />
      <CycleChoice draft={draft} errors={errors} onChange={onChange} />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <SelectField
          frame={{ label: t('okr.unit') }}
          options={names.unitOptions}
          value={draft.unitId}
          onChange={(event) => onChange({ unitId: event.target.value })}
        />
        <SelectField
          frame={{ label: t('okr.owner') }}
          options={names.memberOptions}
          value={draft.ownerId}
          onChange={(event) => onChange({ ownerId: event.target.value })}
        />
      </div>
      <div>
        <p className="mb-1 font-semibold">{t('okr.ambition')}</p>
        <Segmented
          label={t('okr.ambition')}
          value={draft.ambition}
          options={[
            { value: 'aspirational', label: t('okr.ambition.aspirational') },
            { value: 'committed', label: t('okr.ambition.committed') },
          ]}
          onChange={(ambition) => onChange({ ambition })}
        />
        <p className="mt-1 text-sm text-ink-3">
          {draft.ambition === 'committed'
            ? t('okr.ambition.committed_hint')
            : t('okr.ambition.aspirational_hint')}
        </p>
      </div>
    </section>
  )
}

const CycleChoice = ({ draft, errors, onChange }: Omit<Props, 'onMoveToKeyResults'>) => {
  const t = useT()
  const mayManage = useRights()('cycle.manage')
  const { cycles = [] } = useCycles()
  const open = openCycles(cycles)
  const options = useCycleOptions(open)
  const [isMaking, setIsMaking] = useState(open.length === 0)
  const take = (cycleId: string) => {
    onChange({ cycleId })
    setIsMaking(false)
  }
  return (
    <div className="grid gap-3">
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <SelectField
          frame={{ label: t('okr.cycle'), error: errors.cycleId && t(errors.cycleId) }}
          options={[{ value: '', label: t('okr.cycle.choose'), disabled: true }, ...options]}
          value={draft.cycleId}
          onChange={(event) => onChange({ cycleId: event.target.value })}
        />
        {mayManage && !isMaking && (
          <Button
            look="quiet"
            icon="plus"
            className="justify-self-start sm:mt-6"
            onClick={() => setIsMaking(true)}
          >
            {t('okr.cycle.new')}
          </Button>
        )}
      </div>
      {mayManage && isMaking && (
        <NewCycleForm isInside isActive onMade={({ id }) => take(id)} onLeave={() => setIsMaking(false)} />
      )}
    </div>
  )
}
