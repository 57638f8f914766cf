// The first and the last day of a cycle, changed where they stand.
import { type FormEvent, useState } from 'react'
import type { CycleView } from '../../../contract/okr.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useCycleDates } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/inputs.tsx'

type Props = { cycle: CycleView; mayEdit: boolean }

export const CycleDays = ({ cycle, mayEdit }: Props) => {
  const t = useT()
  const dates = useCycleDates()
  const [edit, setEdit] = useState<{ start: string; end: string; version: number } | null>(null)
  const save = useChange(({ start, end, version }: { start: string; end: string; version: number }) =>
    client.cycles.update({ id: cycle.id, start, end }, { context: { ifMatch: version } }),
  )
  const told = useTold()(save.error)
  if (!edit)
    return (
      <p className="text-sm text-ink-3">
        {dates(cycle)}
        {mayEdit && (
          <button
            type="button"
            className="ml-2 min-h-6 rounded-md text-cham hover:underline"
            onClick={() => {
              save.reset()
              setEdit({ start: cycle.start, end: cycle.end, version: cycle.version })
            }}
          >
            {t('cycles.edit_dates')}
            <span className="sr-only"> {cycle.name}</span>
          </button>
        )}
      </p>
    )
  const isReversed = edit.end < edit.start
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (edit.start && edit.end && !isReversed) save.mutate(edit, { onSuccess: () => setEdit(null) })
  }
  return (
    <form
      noValidate
      aria-label={t('cycles.dates', { name: cycle.name })}
      onSubmit={submit}
      className="mt-2 grid gap-2"
    >
      <div className="flex flex-wrap gap-2">
        <DateField
          frame={{ label: t('okr.first_day') }}
          value={edit.start}
          onChange={(event) => setEdit({ ...edit, start: event.target.value })}
        />
        <DateField
          frame={{
            label: t('okr.last_day'),
            error: isReversed ? t('okr.cycle.reversed') : (told.detail ?? undefined),
          }}
          value={edit.end}
          onChange={(event) => setEdit({ ...edit, end: event.target.value })}
        />
      </div>
      <div className="flex gap-2">
        <Button type="submit" size="sm" look="primary" disabled={save.isPending}>
          {t('okr.edit.save')}
        </Button>
        <Button size="sm" look="quiet" onClick={() => setEdit(null)}>
          {t('okr.edit.leave')}
        </Button>
      </div>
    </form>
  )
}
