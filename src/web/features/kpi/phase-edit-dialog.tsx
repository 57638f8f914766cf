// A phase anew: where it opens, which periods its limits rest on, and why; with the way back.
import { type FormEvent, useId, useState } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { usePeriodNames } from '../../app/period-name.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'

type Phase = ChartView['phases'][number]
type PhaseEditProps = {
  kpi: KpiView
  chart: ChartView
  phase: Phase
  canMove: boolean
  onClose: () => void
}

export const PhaseEditDialog = (props: PhaseEditProps) => {
  const t = useT()
  const formId = useId()
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('kpi.phase.edit')}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button look="quiet" onClick={props.onClose}>
            {t('kpi.form.cancel')}
          </Button>
          <Button look="primary" type="submit" form={formId}>
            {t('kpi.phase.edit_save')}
          </Button>
        </>
      }
    >
      <PhaseForm {...props} id={formId} />
    </Dialog>
  )
}

type Choice = 'kpi' | 'all' | 'first' | 'range'

const PhaseForm = ({ id: formId, kpi, chart, phase, canMove, onClose }: PhaseEditProps & { id: string }) => {
  const t = useT()
  const act = useAct()
  const names = usePeriodNames(kpi.frequency)
  const closed = chart.periods.filter(({ provisional }) => !provisional)
  const own = closed.filter(({ start, end }) => start >= (phase.start ?? '') && end <= (phase.end ?? ''))
  const options = (periods: typeof closed) =>
    periods.map(({ start }) => ({ value: start, label: names.long(start) }))
  const [from, setFrom] = useState(phase.start ?? '')
  const [choice, setChoice] = useState<Choice>(choiceOf(phase.baseline))
  const [first, setFirst] = useState(
    typeof phase.baseline === 'object' && phase.baseline !== null && 'first' in phase.baseline
      ? String(phase.baseline.first)
      : '24',
  )
  const range = typeof phase.baseline === 'object' && phase.baseline !== null && 'from' in phase.baseline
  const [rangeFrom, setRangeFrom] = useState(
    range ? (phase.baseline as { from: string }).from : (own[0]?.start ?? ''),
  )
  const [rangeTo, setRangeTo] = useState(
    range ? (phase.baseline as { to: string }).to : (own.at(-1)?.start ?? ''),
  )
  const [reason, setReason] = useState(phase.reason)
  const count = Number(first)
  const isCountWrong = choice === 'first' && !(Number.isInteger(count) && count >= 2 && count <= 1000)
  const isRangeWrong = choice === 'range' && rangeFrom > rangeTo
  const baseline = {
    kpi: null,
    all: 'all' as const,
    first: { first: count },
    range: { from: rangeFrom, to: rangeTo },
  }[choice]
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (isCountWrong || isRangeWrong) return
    const id = kpi.id
    const frozen = phase.frozenAt !== null
    const moved = canMove && from !== phase.start
    const done = await act(
      () =>
        client.phases.change({
          ...{ id, phaseId: phase.id, reason: reason.trim() },
          ...(moved ? { from } : {}),
          ...(frozen ? {} : { baseline }),
        }),
      {
        message: t('kpi.phase.changed'),
        undo: () =>
          client.phases.change({
            ...{ id, phaseId: phase.id, reason: phase.reason },
            ...(moved && phase.start ? { from: phase.start } : {}),
            ...(frozen ? {} : { baseline: phase.baseline }),
          }),
      },
    )
    if (done) onClose()
  }
  return (
    <form id={formId} noValidate onSubmit={(event) => void onSubmit(event)} className="grid gap-4">
      {phase.frozenAt !== null && <Notice tone="neutral">{t('kpi.phase.frozen')}</Notice>}
      {canMove && (
        <SelectField
          frame={{ label: t('kpi.phase.opens') }}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          options={options(closed).toReversed()}
        />
      )}
      {phase.frozenAt === null && (
        <SelectField
          frame={{ label: t('kpi.form.baseline'), hint: t('kpi.form.baseline_hint') }}
          value={choice}
          onChange={(event) => setChoice(event.target.value as Choice)}
          options={[
            { value: 'kpi', label: t('kpi.phase.baseline_kpi') },
            { value: 'all', label: t('kpi.baseline.all') },
            { value: 'first', label: t('kpi.baseline.first') },
            { value: 'range', label: t('kpi.baseline.range') },
          ]}
        />
      )}
      {choice === 'first' && phase.frozenAt === null && (
        <TextField
          frame={{
            label: t('kpi.form.baseline_first'),
            error: isCountWrong ? t('kpi.phase.count_wrong') : undefined,
          }}
          inputMode="numeric"
          value={first}
          onChange={(event) => setFirst(event.target.value)}
        />
      )}
      {choice === 'range' && phase.frozenAt === null && (
        <div className="grid gap-3 sm:grid-cols-2">
          <SelectField
            frame={{ label: t('kpi.form.baseline_from') }}
            value={rangeFrom}
            onChange={(event) => setRangeFrom(event.target.value)}
            options={options(closed)}
          />
          <SelectField
            frame={{
              label: t('kpi.form.baseline_to'),
              error: isRangeWrong ? t('kpi.form.error.dates') : undefined,
            }}
            value={rangeTo}
            onChange={(event) => setRangeTo(event.target.value)}
            options={options(closed)}
          />
        </div>
      )}
      <TextField
        frame={{ label: t('kpi.phase.reason'), note: t('kpi.form.optional') }}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={300}
      />
    </form>
  )
}

function choiceOf(baseline: Phase['baseline']): Choice {
  if (baseline === null) return 'kpi'
  if (baseline === 'all') return 'all'
  return 'first' in baseline ? 'first' : 'range'
}
