// Which objective answers a signal: one that is there already.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/inputs.tsx'

type SignalAnswerProps = { onSave: (objectiveId: string) => Promise<void>; onLeave: () => void }

export const SignalAnswer = ({ onSave, onLeave }: SignalAnswerProps) => {
  const t = useT()
  const objectives = useQuery(api.objectives.list.queryOptions({ input: { limit: 200 } }))
  const items = objectives.data?.items ?? []
  const [chosen, setChosen] = useState('')
  const objectiveId = chosen || items[0]?.id || ''
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (objectiveId) void onSave(objectiveId)
  }
  return (
    <form
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      className="grid gap-2"
    >
      {objectives.data && items.length === 0 ? (
        <p className="text-ink-2">{t('kpi.signals.no_objective')}</p>
      ) : (
        <SelectField
          frame={{ label: t('kpi.signals.answered_by') }}
          value={objectiveId}
          onChange={(event) => setChosen(event.target.value)}
          options={items.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      <div className="flex gap-2">
        <Button type="submit" size="sm" look="primary" disabled={!objectiveId}>
          {t('kpi.signals.answer_save')}
        </Button>
        <Button size="sm" look="quiet" onClick={onLeave}>
          {t('kpi.form.cancel')}
        </Button>
      </div>
    </form>
  )
}
