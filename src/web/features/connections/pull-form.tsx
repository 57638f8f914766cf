// What to ask a connection for a KPI: tried first, its columns named, then put on a schedule; changed in the same way.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ConnectionView, PullMappingView, PullView } from '../../../contract/connections.ts'
import { useAct } from '../../app/act.ts'
import { useWeekdays } from '../../app/calendar-names.ts'
import { useChange, useTold } from '../../app/change.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PullMapping } from './pull-mapping.tsx'
import { PullQueryFields } from './pull-query-fields.tsx'
import {
  emptyPull,
  everyWords,
  guessMapping,
  type PullValues,
  queryOf,
  scheduleOf,
  valuesOf,
} from './pull-values.ts'

type Preview = Awaited<ReturnType<typeof client.pulls.preview>>
/** With a pull, that one is changed. */
type Props = { connection: ConnectionView; pull?: PullView; onDone: () => void }

export const PullForm = ({ connection, pull, onDone }: Props) => {
  const t = useT()
  const act = useAct()
  const told = useTold()
  const weekdays = useWeekdays()
  const [values, setValues] = useState<PullValues>(pull ? valuesOf(pull) : emptyPull)
  const [mapping, setMapping] = useState<Partial<PullMappingView>>(pull?.mapping ?? {})
  const [preview, setPreview] = useState<Preview | null>(null)
  const kpis = useQuery(api.kpis.list.queryOptions({ input: { limit: 500 } })).data?.items ?? []
  const measured = kpis.filter(({ formula }) => formula === null)
  const kpi = measured.find(({ id }) => id === values.kpiId)
  const figures: (keyof PullMappingView)[] =
    kpi?.aggregation === 'ratio' ? ['numerator', 'denominator'] : ['value']
  const roles: (keyof PullMappingView)[] = ['at', ...figures, 'externalId', 'note']
  const query = queryOf(connection.kind, values)
  // A saved query was tried when it was saved; once changed, it is tried again.
  const asked = JSON.stringify(query)
  const [tried, setTried] = useState(pull && asked)
  const set = (changes: Partial<PullValues>) => setValues((before) => ({ ...before, ...changes }))

  const tryOut = async (chosen: Partial<PullMappingView>) => {
    setTried(asked)
    const ask = (given: Partial<PullMappingView>) =>
      client.pulls.preview({ connectionId: connection.id, kpiId: values.kpiId, query, mapping: given })
    const answer = await act(() => ask(chosen))
    if (!answer) return
    const guess = guessMapping(answer.columns, roles)
    if (chosen.at !== undefined || guess.at === undefined) return setPreview(answer)
    setMapping(guess)
    setPreview((await act(() => ask(guess))) ?? answer)
  }
  const choose = (next: Partial<PullMappingView>) => {
    setMapping(next)
    void tryOut(next)
  }
  const save = useChange(() => {
    const settings = { query, schedule: scheduleOf(values), mapping: { ...mapping, at: mapping.at ?? '' } }
    return pull
      ? client.pulls.update({ id: pull.id, ...settings })
      : client.pulls.create({ connectionId: connection.id, kpiId: values.kpiId, ...settings })
  })
  const isReady =
    tried === asked &&
    mapping.at !== undefined &&
    (preview === null ? pull !== undefined : preview.fault === null)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) void tryOut(mapping)
    else
      save.mutate(undefined, {
        onSuccess: (saved) => {
          const message = pull ? 'connections.pull.changed' : 'connections.pull.saved'
          void act(async () => saved, { message: t(message, { name: saved.kpiName }) })
          onDone()
        },
      })
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4 rounded-md bg-sunken p-4">
      {pull ? (
        <p className="font-semibold">{pull.kpiName}</p>
      ) : (
        <SelectField
          frame={{ label: t('connections.pull.kpi') }}
          value={values.kpiId}
          required
          onChange={(event) => set({ kpiId: event.target.value })}
          options={[
            { value: '', label: '' },
            ...measured.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <PullQueryFields kind={connection.kind} values={values} set={set} />
      <div>
        <Button disabled={!values.kpiId} onClick={() => void tryOut(pull ? mapping : {})}>
          {t('connections.pull.try')}
        </Button>
      </div>
      {preview?.fault && <Notice tone="wrong">{preview.fault}</Notice>}
      {preview && preview.fault === null && (
        <PullMapping preview={preview} roles={roles} mapping={mapping} onChange={choose} />
      )}
      {isReady && (
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField
            frame={{ label: t('connections.pull.schedule') }}
            value={values.every}
            onChange={(event) => set({ every: event.target.value as PullValues['every'] })}
            options={Object.entries(everyWords).map(([value, id]) => ({ value, label: t(id) }))}
          />
          {values.every === 'week' && (
            <SelectField
              frame={{ label: t('connections.pull.weekday') }}
              value={values.weekday}
              onChange={(event) => set({ weekday: event.target.value })}
              options={weekdays}
            />
          )}
          {(values.every === 'day' || values.every === 'week') && (
            <TextField
              frame={{ label: t('connections.pull.at') }}
              type="time"
              required
              value={values.at}
              onChange={(event) => set({ at: event.target.value })}
            />
          )}
        </div>
      )}
      {save.error && <Notice tone="wrong">{told(save.error).detail}</Notice>}
      <div className="flex flex-wrap gap-2">
        {isReady && (
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t('connections.pull.save')}
          </Button>
        )}
        <Button look="quiet" onClick={onDone}>
          {t('connections.cancel')}
        </Button>
      </div>
    </form>
  )
}
