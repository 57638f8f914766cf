// Correcting a measurement: the same one sent again with another value; the earlier one stays readable.
import { type FormEvent, useState } from 'react'
import type { KpiView, MeasurementView } from '../../../contract/kpi.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { FigureFields, figuresToType, readFigures } from './measurement-figures.tsx'

type Correction = { value?: number; numerator?: number; denominator?: number; note?: string }

/** The same measurement as it was, but for what is corrected. */
function sendAgain(kpi: KpiView, measurement: MeasurementView, correction: Correction) {
  const { at, externalId, value, numerator, denominator } = measurement
  const figures =
    numerator === null || denominator === null ? { value: value ?? 0 } : { numerator, denominator }
  const { note = measurement.note ?? '', ...changed } = correction
  return client.measurements.push({
    params: { id: kpi.id },
    body: { at, ...figures, ...changed, ...(externalId ? { externalId } : {}), ...(note ? { note } : {}) },
  })
}

type CorrectionFormProps = { kpi: KpiView; measurement: MeasurementView; when: string; onLeave: () => void }

export const CorrectionForm = ({ kpi, measurement, when, onLeave }: CorrectionFormProps) => {
  const { t, locale } = useLanguage()
  const act = useAct()
  const [typed, setTyped] = useState(figuresToType(measurement, locale))
  const [note, setNote] = useState(measurement.note ?? '')
  const figures = readFigures(typed, kpi, locale)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (!figures) return
    const done = await act(() => sendAgain(kpi, measurement, { ...figures, note }), {
      message: t('kpi.measurements.corrected'),
      undo: () => sendAgain(kpi, measurement, {}),
    })
    if (done) onLeave()
  }
  return (
    <form
      onSubmit={(event) => void onSubmit(event)}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      className="flex flex-wrap items-end gap-3"
    >
      <span className="self-center font-semibold">{when}</span>
      <FigureFields kpi={kpi} typed={typed} onTyped={setTyped} autoFocus />
      <TextField
        frame={{ label: t('kpi.import.role.note'), note: t('kpi.form.optional') }}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        maxLength={2000}
      />
      <Button type="submit" look="primary" disabled={!figures}>
        {t('common.save')}
      </Button>
      <Button look="quiet" onClick={onLeave}>
        {t('kpi.form.cancel')}
      </Button>
    </form>
  )
}
