// Correcting a measurement: another version of it; the earlier one stays readable.
import { type FormEvent, useState } from 'react'
import type { KpiView, MeasurementView } from '../../../contract/kpi.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { FigureFields, type Figures, figuresToType, readFigures } from './measurement-figures.tsx'

/** By its own id, so that it is this one whatever it came from. */
function correct(kpi: KpiView, { id }: MeasurementView, correction: Figures & { note: string }) {
  return client.measurements.correct({ id: kpi.id, measurementId: id, ...correction })
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
    const done = await act(() => correct(kpi, measurement, { ...figures, note }), {
      message: t('kpi.measurements.corrected'),
      undo: () => correct(kpi, measurement, figuresOf(measurement)),
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

const figuresOf = ({ value, numerator, denominator, note }: MeasurementView) => ({
  ...(numerator === null || denominator === null ? { value: value ?? 0 } : { numerator, denominator }),
  note: note ?? '',
})
