// One click takes an OKR set into a cycle; what was made opens, to be adapted, and can be taken back.
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ObjectiveTemplateView } from '../../../contract/templates.ts'
import { usualCycle } from '../../../core/okr/usual-cycle.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { openCycles, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { useSession } from '../../app/session.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { usePlace } from './use-place.ts'

export const AdoptObjective = ({ template }: { template: ObjectiveTemplateView }) => {
  const t = useT()
  const act = useAct()
  const navigate = useNavigate()
  const { today } = useSession()
  const { unitOptions, memberOptions } = useNames()
  const { cycles } = useCycles()
  const open = openCycles(cycles ?? [])
  const options = useCycleOptions(open)
  const [chosen, setChosen] = useState<string>()
  const cycleId = chosen ?? usualCycle(open, today)?.id
  const { place, set } = usePlace()
  const [isAdopting, setIsAdopting] = useState(false)
  if (cycles && cycleId === undefined)
    return (
      <div className="grid justify-items-start gap-3">
        <p className="text-ink-2">{t('templates.no_cycle')}</p>
        <Link to="/okrs/new" className={buttonClass('primary')}>
          {t('templates.no_cycle.make')}
        </Link>
      </div>
    )
  const adopt = async () => {
    if (cycleId === undefined) return
    setIsAdopting(true)
    const made = await act(() => client.templates.adoptObjective({ id: template.id, cycleId, ...place }), {
      message: t('templates.adopted', { title: template.title }),
      undo: async ({ id }) => {
        await client.objectives.update({ id, archived: true })
        await navigate({ to: '/templates', search: { open: template.id } })
      },
    })
    setIsAdopting(false)
    if (made) await navigate({ to: '/okrs/$objectiveId', params: { objectiveId: made.id } })
  }
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-3">{t('templates.adapt_after')}</p>
      <div className="grid items-end gap-3 sm:grid-cols-3">
        <SelectField
          frame={{ label: t('okr.cycle') }}
          options={options}
          value={cycleId ?? ''}
          onChange={(event) => setChosen(event.target.value)}
        />
        <SelectField
          frame={{ label: t('okr.unit') }}
          options={unitOptions}
          value={place.unitId ?? ''}
          onChange={(event) => set({ unitId: event.target.value || null })}
        />
        <SelectField
          frame={{ label: t('okr.owner') }}
          options={memberOptions}
          value={place.ownerId}
          onChange={(event) => set({ ownerId: event.target.value })}
        />
      </div>
      <div>
        <Button look="primary" icon="plus" disabled={isAdopting || cycleId === undefined} onClick={adopt}>
          {t('templates.adopt')}
        </Button>
      </div>
    </div>
  )
}
