// "Ta sẽ làm gì?": the initiatives, which never count towards progress.
import { Coach } from '../../app/coach/coach.tsx'
import type { Moved } from '../../app/coach/coach-note.tsx'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { DateField, SelectField, TextField } from '../../ui/inputs.tsx'
import { emptyInitiative, type InitiativeDraft, type ObjectiveDraft } from './objective-draft.ts'
import { Question } from './question.tsx'

type Props = {
  draft: ObjectiveDraft
  onChange: (part: Partial<ObjectiveDraft>) => void
  /** Moves a row's words to the key results. */
  onMoveToKeyResults: (key: string, moved: Moved) => void
}

export const WhatQuestion = ({ draft, onChange, onMoveToKeyResults }: Props) => {
  const t = useT()
  const { memberOptions } = useNames()
  const rows = draft.initiatives
  const put = (initiatives: InitiativeDraft[]) => onChange({ initiatives })
  const change = (key: string, part: Partial<InitiativeDraft>) =>
    put(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  return (
    <section className="grid gap-3">
      <Question
        question={t('okr.question.what')}
        name={t('okr.initiatives')}
        note={t('okr.initiatives.note')}
      />
      <p className="max-w-prose text-sm text-ink-3">{t('okr.initiatives.explained')}</p>
      {rows.map((row, index) => (
        <div key={row.key} className="grid gap-2">
          <div className="grid grid-cols-[minmax(0,1fr)_2rem] items-end gap-2 sm:grid-cols-[minmax(0,1fr)_10rem_10rem_2rem]">
            <div className="max-sm:col-span-2">
              <TextField
                frame={{ label: t('okr.initiative.number', { number: index + 1 }) }}
                value={row.title}
                maxLength={300}
                placeholder={index === 0 ? t('okr.initiative.example') : undefined}
                onChange={(event) => change(row.key, { title: event.target.value })}
              />
            </div>
            <div className="max-sm:col-span-2">
              <DateField
                frame={{ label: t('okr.due') }}
                value={row.due}
                onChange={(event) => change(row.key, { due: event.target.value })}
              />
            </div>
            <SelectField
              frame={{ label: t('okr.owner') }}
              options={memberOptions}
              value={row.ownerId}
              onChange={(event) => change(row.key, { ownerId: event.target.value })}
            />
            <IconButton
              icon="close"
              label={t('okr.initiative.remove', { number: index + 1 })}
              onClick={() => put(rows.filter(({ key }) => key !== row.key))}
            />
          </div>
          <Coach
            field="initiative"
            text={row.title}
            onText={(title) => change(row.key, { title })}
            onMove={{ key_result: (moved) => onMoveToKeyResults(row.key, moved) }}
          />
        </div>
      ))}
      <div>
        <Button icon="plus" size="sm" onClick={() => put([...rows, emptyInitiative(draft.ownerId)])}>
          {t('okr.initiative.add')}
        </Button>
      </div>
    </section>
  )
}
