// One click makes a KPI from a template; it opens, to be adapted, and can be taken back.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { KpiTemplateView } from '../../../contract/templates.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { usePlace } from './use-place.ts'

export const AdoptKpi = ({ template }: { template: KpiTemplateView }) => {
  const t = useT()
  const act = useAct()
  const navigate = useNavigate()
  const { unitOptions, memberOptions } = useNames()
  const { place, set } = usePlace()
  const [isAdopting, setIsAdopting] = useState(false)
  const adopt = async () => {
    setIsAdopting(true)
    const made = await act(() => client.templates.adoptKpi({ id: template.id, ...place }), {
      message: t('templates.adopted', { title: template.name }),
      undo: async ({ id }) => {
        await client.kpis.update({ id, archived: true })
        await navigate({ to: '/templates', search: { kind: 'kpi', open: template.id } })
      },
    })
    setIsAdopting(false)
    if (made) await navigate({ to: '/kpis/$kpiId', params: { kpiId: made.id } })
  }
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-3">{t('templates.adapt_after_kpi')}</p>
      <div className="grid items-end gap-3 sm:grid-cols-2">
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
        <Button look="primary" icon="plus" disabled={isAdopting} onClick={adopt}>
          {t('templates.adopt_kpi')}
        </Button>
      </div>
    </div>
  )
}
