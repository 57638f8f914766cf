// What drives this KPI and what it drives, on its page; the whole tree has a screen of its own.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { KpiView } from '../../../contract/kpi.ts'
import type { DriverEdgeView } from '../../../contract/kpi-drivers.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { DriverBranch, DriverLine } from './driver-branch.tsx'

type DriversCardProps = { kpi: KpiView; canEdit: boolean }

export const DriversCard = ({ kpi, canEdit }: DriversCardProps) => {
  const t = useT()
  const act = useAct()
  const [isOpen, setIsOpen] = useState(false)
  const { data: tree } = useQuery(api.drivers.tree.queryOptions({ input: { id: kpi.id } }))
  if (!tree) return null
  const drivers = tree.edges.filter(({ to }) => to === kpi.id)
  const driven = tree.edges.filter(({ from }) => from === kpi.id)
  if (drivers.length + driven.length === 0 && !canEdit) return null
  const withdraw = ({ from, note, influenceId }: DriverEdgeView) =>
    influenceId !== null &&
    void act(() => client.drivers.withdraw({ id: kpi.id, influenceId }), {
      message: t('kpi.drivers.withdrawn'),
      undo: () => client.drivers.assert({ id: kpi.id, driverId: from, note }),
    })
  return (
    <Card className="grid gap-2 p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm font-semibold text-ink-2">{t('kpi.drivers.title')}</h2>
        <div className="flex flex-wrap items-center gap-2">
          {drivers.length > 0 && (
            <Link
              to="/kpis/$kpiId/drivers"
              params={{ kpiId: kpi.id }}
              className="text-sm text-cham hover:underline"
            >
              {t('kpi.drivers.whole')}
            </Link>
          )}
          {canEdit && !isOpen && (
            <Button size="sm" icon="plus" onClick={() => setIsOpen(true)}>
              {t('kpi.drivers.add')}
            </Button>
          )}
        </div>
      </div>
      {drivers.length + driven.length === 0 && !isOpen && (
        <p className="text-ink-2">{t('kpi.drivers.none')}</p>
      )}
      {drivers.length > 0 && (
        <section>
          <h3 className="text-sm text-ink-3">{t('kpi.drivers.driven_by')}</h3>
          <ul>
            {drivers.map((edge) => (
              <DriverBranch
                key={`${edge.from} ${edge.kind}`}
                tree={tree}
                id={edge.from}
                edge={edge}
                levels={0}
                onWithdraw={canEdit ? withdraw : undefined}
              />
            ))}
          </ul>
        </section>
      )}
      {driven.length > 0 && (
        <section>
          <h3 className="text-sm text-ink-3">{t('kpi.drivers.drives')}</h3>
          <ul>
            {driven.map((edge) => (
              <li key={`${edge.to} ${edge.kind}`}>
                <DriverLine tree={tree} id={edge.to} edge={edge} onWithdraw={undefined} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {isOpen && (
        <DriverForm
          kpi={kpi}
          taken={drivers.filter(({ kind }) => kind === 'influence').map(({ from }) => from)}
          onLeave={() => setIsOpen(false)}
        />
      )}
    </Card>
  )
}

type DriverFormProps = { kpi: KpiView; taken: string[]; onLeave: () => void }

const DriverForm = ({ kpi, taken, onLeave }: DriverFormProps) => {
  const t = useT()
  const act = useAct()
  const kpis = useQuery(api.kpis.list.queryOptions({ input: { limit: 500 } }))
  const offered = (kpis.data?.items ?? []).filter(({ id }) => id !== kpi.id && !taken.includes(id))
  const [chosen, setChosen] = useState('')
  const [note, setNote] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const driverId = chosen || offered[0]?.id || ''
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setIsMissing(note.trim() === '')
    if (note.trim() === '' || driverId === '') return
    const before = new Set(taken)
    const done = await act(() => client.drivers.assert({ id: kpi.id, driverId, note: note.trim() }), {
      message: t('kpi.drivers.added'),
      undo: async (tree) => {
        const made = tree.edges.find(
          ({ from, to, influenceId }) =>
            from === driverId && to === kpi.id && influenceId !== null && !before.has(from),
        )
        if (made?.influenceId) await client.drivers.withdraw({ id: kpi.id, influenceId: made.influenceId })
      },
    })
    if (done) onLeave()
  }
  return (
    <form
      onSubmit={(event) => void onSubmit(event)}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      noValidate
      className="grid gap-3 rounded-md border bg-sunken p-3 sm:grid-cols-2"
    >
      <SelectField
        frame={{ label: t('kpi.drivers.which') }}
        value={driverId}
        onChange={(event) => setChosen(event.target.value)}
        options={offered.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        frame={{
          label: t('kpi.drivers.why'),
          error: isMissing ? t('kpi.dialog.text_missing') : undefined,
        }}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        maxLength={500}
      />
      <div className="flex gap-2 sm:col-span-2">
        <Button type="submit" size="sm" look="primary" disabled={driverId === ''}>
          {t('kpi.drivers.save')}
        </Button>
        <Button size="sm" look="quiet" onClick={onLeave}>
          {t('kpi.form.cancel')}
        </Button>
      </div>
    </form>
  )
}
