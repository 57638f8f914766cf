// A copy of an objective into a cycle that is open.
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { openCycles, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'

type Props = { objective: ObjectiveWholeView; onClose: () => void }

export const DuplicateDialog = ({ objective: { id, title, cycleId }, onClose }: Props) => {
  const t = useT()
  const formId = useId()
  const act = useAct()
  const navigate = useNavigate()
  const { cycles } = useCycles()
  const open = openCycles(cycles ?? [])
  const options = useCycleOptions(open)
  const [name, setName] = useState(title)
  const [chosen, setChosen] = useState<string | null>(null)
  const into = chosen ?? open.find((cycle) => cycle.id === cycleId)?.id ?? open[0]?.id ?? ''
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!into || !name.trim()) return
    setIsBusy(true)
    const copy = await act(() => client.objectives.duplicate({ id, cycleId: into, title: name.trim() }), {
      message: t('objective.duplicate.done', { cycle: open.find((cycle) => cycle.id === into)?.name ?? '' }),
      undo: (made) => client.objectives.update({ id: made.id, archived: true }),
    })
    setIsBusy(false)
    if (!copy) return
    onClose()
    await navigate({ to: '/okrs/$objectiveId', params: { objectiveId: copy.id } })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('objective.duplicate.title')}
      closeLabel={t('okr.close')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('okr.edit.leave')}
          </Button>
          <Button type="submit" form={formId} look="primary" disabled={isBusy || !into}>
            {t('objective.duplicate.do')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4 pb-2">
        {cycles && open.length === 0 ? (
          <Notice tone="attention">{t('objective.duplicate.no_cycle')}</Notice>
        ) : (
          <SelectField
            frame={{ label: t('objective.cycle'), hint: t('objective.duplicate.what') }}
            options={options}
            value={into}
            onChange={(event) => setChosen(event.target.value)}
          />
        )}
        <TextField
          frame={{ label: t('objective.duplicate.name') }}
          value={name}
          maxLength={300}
          required
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
