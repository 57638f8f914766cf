// A dialog about one period of the chart: which one, a few words, and the button that does it.
import { type FormEvent, useId, useState } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { useT } from '../../app/language.tsx'
import { usePeriodNames } from '../../app/period-name.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'

export type PeriodDialogProps = { kpi: KpiView; chart: ChartView; isOpen: boolean; onClose: () => void }

type Props = PeriodDialogProps & {
  title: string
  explanation: string
  textLabel: string
  isTextNeeded: boolean
  saveLabel: string
  /** The running period can be annotated, but has no place in limits. */
  isRunningOffered?: boolean
  /** What lasts may be given the last period of it. */
  isSpanOffered?: boolean
  /** What is there already, to be changed. */
  initial?: { date: string; until: string | null; text: string }
  /** Answers whether it was done. */
  onSave: (period: string, text: string, until: string | null) => Promise<boolean>
}

export const PeriodDialog = ({ title, isOpen, onClose, ...form }: Props) => {
  const t = useT()
  const formId = useId()
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('kpi.form.cancel')}
          </Button>
          <Button look="primary" type="submit" form={formId}>
            {form.saveLabel}
          </Button>
        </>
      }
    >
      <PeriodForm {...form} id={formId} onClose={onClose} />
    </Dialog>
  )
}

type FormProps = Omit<Props, 'title' | 'isOpen'> & { id: string }

const PeriodForm = ({
  id,
  kpi,
  chart,
  explanation,
  textLabel,
  isTextNeeded,
  isRunningOffered,
  isSpanOffered,
  initial,
  onSave,
  onClose,
}: FormProps) => {
  const t = useT()
  const names = usePeriodNames(kpi.frequency)
  const offered = chart.periods.filter(({ provisional }) => isRunningOffered || !provisional).toReversed()
  const holding = (day: string | undefined) =>
    day === undefined ? undefined : offered.find(({ start, end }) => start <= day && day <= end)?.start
  const [period, setPeriod] = useState(holding(initial?.date) ?? offered[0]?.start ?? '')
  const [until, setUntil] = useState(initial?.until ?? '')
  const [text, setText] = useState(initial?.text ?? '')
  const [isMissing, setIsMissing] = useState(false)
  const ends = offered.filter(({ start }) => start >= period)
  const untilKept = ends.some(({ end }) => end === until) ? until : ''
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const isShort = isTextNeeded && text.trim() === ''
    setIsMissing(isShort)
    if (!isShort && (await onSave(period, text.trim(), untilKept || null))) onClose()
  }
  return (
    <form id={id} noValidate onSubmit={(event) => void onSubmit(event)} className="grid gap-4">
      <p className="text-ink-2">{explanation}</p>
      <SelectField
        frame={{ label: t('kpi.dialog.period') }}
        value={period}
        onChange={(event) => setPeriod(event.target.value)}
        options={offered.map(({ start }) => ({ value: start, label: names.long(start) }))}
      />
      {isSpanOffered && (
        <SelectField
          frame={{ label: t('kpi.annotate.until'), note: t('kpi.form.optional') }}
          value={untilKept}
          onChange={(event) => setUntil(event.target.value)}
          options={[
            { value: '', label: t('kpi.annotate.no_end') },
            ...ends.map(({ start, end }) => ({ value: end, label: names.long(start) })),
          ]}
        />
      )}
      <TextField
        frame={{
          label: textLabel,
          note: isTextNeeded ? undefined : t('kpi.form.optional'),
          error: isMissing ? t('kpi.dialog.text_missing') : undefined,
        }}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={300}
      />
    </form>
  )
}
