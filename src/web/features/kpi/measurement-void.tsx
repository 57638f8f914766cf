// Taking a measurement out of the numbers, with why. It cannot be taken back by a click, so it asks for the reason first.
import { type FormEvent, useState } from 'react'
import type { KpiView, MeasurementView } from '../../../contract/kpi.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'

type VoidFormProps = { kpi: KpiView; measurement: MeasurementView; when: string; onLeave: () => void }

export const VoidForm = ({ kpi, measurement, when, onLeave }: VoidFormProps) => {
  const t = useT()
  const act = useAct()
  const [reason, setReason] = useState('')
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const note = reason.trim()
    const input = { id: kpi.id, measurementId: measurement.id, ...(note ? { note } : {}) }
    const done = await act(() => client.measurements.void(input), { message: t('kpi.measurements.voided') })
    if (done) onLeave()
  }
  return (
    <form
      onSubmit={(event) => void onSubmit(event)}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      className="flex flex-wrap items-end gap-3"
    >
      <span className="self-center font-semibold">{when}</span>
      <TextField
        frame={{ label: t('kpi.measurements.void_reason'), note: t('kpi.form.optional') }}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
        maxLength={2000}
      />
      <Button type="submit" look="danger">
        {t('kpi.measurements.void')}
      </Button>
      <Button look="quiet" onClick={onLeave}>
        {t('kpi.form.cancel')}
      </Button>
    </form>
  )
}
