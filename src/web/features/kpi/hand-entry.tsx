// Numbers typed by hand, or two columns pasted from a spreadsheet into the date field.
import { type ClipboardEvent, type FormEvent, useState } from 'react'
import type { KpiView, NewMeasurementInput } from '../../../contract/kpi.ts'
import { numberStyle } from '../../../core/kpi/table-cells.ts'
import { noColumns, readRows } from '../../../core/kpi/table-rows.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sendAll } from './import-send.ts'
import { readText } from './import-table.ts'
import { FigureFields, noFigures, readFigures } from './measurement-figures.tsx'

/** What the clipboard held, once read. */
type Pasted = { measurements: NewMeasurementInput[]; unread: number }

export const HandEntry = ({ kpi }: { kpi: KpiView }) => {
  const { t, locale } = useLanguage()
  const { today } = useSession()
  const format = useFormat()
  const act = useAct()
  const readPasted = useReadPasted(kpi)
  const [date, setDate] = useState(today)
  const [typed, setTyped] = useState(noFigures)
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const figures = readFigures(typed, kpi, locale)
  const push = (body: NewMeasurementInput[]) => client.measurements.push({ params: { id: kpi.id }, body })

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (!figures) return
    const done = await act(() => push([{ at: date, ...figures }]), {
      message: t('kpi.hand.saved', { date: format.date(date) }),
    })
    if (done) setTyped(noFigures)
  }
  const onPaste = async (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    if (!/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    setPasted(await readPasted(text))
  }
  const savePasted = async ({ measurements }: Pasted) => {
    const send = () => sendAll(measurements, { push, onSent: () => {}, signal: new AbortController().signal })
    const counts = await act(send)
    if (!counts) return
    setPasted(null)
    await act(async () => counts, { message: t('kpi.import.counts', counts) })
  }
  return (
    <div onPaste={(event) => void onPaste(event)} className="grid gap-3 rounded-md border bg-surface p-4">
      <form onSubmit={(event) => void onSubmit(event)} className="flex flex-wrap items-end gap-3">
        <DateField
          frame={{ label: t('kpi.hand.date') }}
          value={date}
          max={today}
          required
          onChange={(event) => setDate(event.target.value)}
        />
        <FigureFields kpi={kpi} typed={typed} onTyped={setTyped} />
        <Button type="submit" disabled={!figures || !date}>
          {t('kpi.hand.save')}
        </Button>
      </form>
      <p className="text-sm text-ink-3">{t('kpi.hand.paste_hint')}</p>
      {pasted && (
        <Notice
          tone={pasted.unread > 0 ? 'attention' : 'neutral'}
          action={
            <span className="flex gap-2">
              {pasted.measurements.length > 0 && (
                <Button size="sm" look="primary" onClick={() => void savePasted(pasted)}>
                  {t('kpi.hand.save_pasted', { count: pasted.measurements.length })}
                </Button>
              )}
              <Button size="sm" look="quiet" onClick={() => setPasted(null)}>
                {t('kpi.form.cancel')}
              </Button>
            </span>
          }
        >
          {t('kpi.hand.pasted', { count: pasted.measurements.length, unread: pasted.unread })}
        </Notice>
      )}
    </div>
  )
}

/** The columns stand as in the form: date, then value, or numerator and denominator. */
function useReadPasted(kpi: KpiView) {
  const { locale } = useLanguage()
  const { workspace, today } = useSession()
  const isRatio = kpi.aggregation === 'ratio'
  return async (text: string): Promise<Pasted> => {
    const table = await readText(text)
    const { measurements, problems } = readRows(table, {
      columns: { ...noColumns, at: 0, ...(isRatio ? { numerator: 1, denominator: 2 } : { value: 1 }) },
      isRatio,
      isCount: false,
      style: numberStyle(
        table.rows.flatMap((row) => row.slice(1)),
        locale,
      ),
      timeZone: workspace.timeZone,
      today,
      from: null,
      to: null,
    })
    return { measurements, unread: problems.length }
  }
}
