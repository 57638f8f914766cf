// A scorecard is drafted, or changed while it may be: whose, over which days, and each KPI between least, wanted and most.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { KpiView } from '../../../contract/kpi.ts'
import type { NewScorecardItemInput, ScorecardView } from '../../../contract/scorecards.ts'
import { addDays, dateParts, firstOfMonth } from '../../../core/calendar/iso-date.ts'
import type { Locale } from '../../../i18n/translator.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { numberToType } from '../../app/number-to-type.ts'
import { RouterLink } from '../../app/router-link.tsx'
import { useSession } from '../../app/session.tsx'
import { readTyped, TypedNumberField } from '../../app/typed-number.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { DateField, SelectField, TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

export const NewScorecardScreen = () => {
  const { t } = useLanguage()
  return <Screen title={t('kpi.scorecard.new')} card={null} />
}

export const EditScorecardScreen = () => {
  const { t } = useLanguage()
  const { scorecardId: id } = useParams({ from: '/inside/scorecards/$scorecardId/edit' })
  const card = useQuery(api.scorecards.get.queryOptions({ input: { id } }))
  return card.data ? (
    <Screen title={t('kpi.scorecard.edit')} card={card.data} />
  ) : (
    <Skeleton className="h-80" />
  )
}

const Screen = ({ title, card }: { title: string; card: ScorecardView | null }) => {
  const { t } = useLanguage()
  const kpis = useQuery(api.kpis.list.queryOptions({ input: { limit: 500 } }))
  // A KPI that is to stay within a range has no one direction to be scored in.
  const offered = (kpis.data?.items ?? []).filter(({ direction }) => direction !== 'range')
  return (
    <>
      <PageHeader
        trail={{
          label: t('kpi.trail'),
          steps: [
            { label: t('kpi.board.title'), href: '/kpis' },
            { label: t('kpi.scorecard.title'), href: '/scorecards' },
          ],
          link: RouterLink,
        }}
        title={title}
      />
      {kpis.isPending && <Skeleton className="h-80" />}
      {kpis.data && offered.length === 0 && (
        <EmptyState title={t('kpi.board.empty.title')}>
          <p>{t('kpi.scorecard.needs_kpi')}</p>
        </EmptyState>
      )}
      {offered.length > 0 && <Form card={card} kpis={offered} />}
    </>
  )
}

type Row = { key: number; kpiId: string; weight: string; min: string; target: string; max: string }

const Form = ({ card, kpis }: { card: ScorecardView | null; kpis: KpiView[] }) => {
  const { t, locale } = useLanguage()
  const act = useAct()
  const navigate = useNavigate()
  const names = useNames()
  const { member, today } = useSession()
  const quarter = lastQuarter(today)
  const [name, setName] = useState(card?.name ?? '')
  const [whose, setWhose] = useState(card?.unitId ?? '')
  const [start, setStart] = useState(card?.start ?? quarter.start)
  const [end, setEnd] = useState(card?.end ?? quarter.end)
  const [rows, setRows] = useState<Row[]>(() => rowsOf(card, kpis, locale))
  const [isChecked, setIsChecked] = useState(false)
  const items = rows.map((row) => readRow(row, kpis, locale))
  const isWrong = name.trim() === '' || !start || !end || end < start || items.some((item) => item === null)
  const setRow = (key: number, changes: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...changes } : row)))
  const left = kpis.filter(({ id }) => !rows.some(({ kpiId }) => kpiId === id))
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setIsChecked(true)
    if (isWrong) return
    const given = {
      ...{ name: name.trim(), start, end },
      items: items.filter((item): item is NewScorecardItemInput => item !== null),
    }
    const saved = await act(
      () =>
        card
          ? client.scorecards.update({ id: card.id, ...given })
          : client.scorecards.create({
              ...given,
              ...(whose === '' ? { memberId: member.id } : { unitId: whose }),
            }),
      { message: t('kpi.scorecard.saved') },
    )
    if (saved) await navigate({ to: '/scorecards/$scorecardId', params: { scorecardId: saved.id } })
  }
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate className="grid max-w-4xl gap-4">
      <div
        className={`grid items-start gap-3 ${card === null ? 'sm:grid-cols-2' : 'sm:grid-cols-[2fr_1fr_1fr]'}`}
      >
        <TextField
          frame={{
            label: t('kpi.scorecard.name'),
            error: isChecked && name.trim() === '' ? t('kpi.scorecard.name_missing') : undefined,
          }}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={300}
        />
        {card === null && (
          <SelectField
            frame={{ label: t('kpi.scorecard.of') }}
            value={whose}
            onChange={(event) => setWhose(event.target.value)}
            options={[
              { value: '', label: t('kpi.scorecard.mine') },
              ...names.unitOptions.filter(({ value }) => value !== ''),
            ]}
          />
        )}
        <DateField
          frame={{ label: t('kpi.import.from') }}
          value={start}
          onChange={(event) => setStart(event.target.value)}
        />
        <DateField
          frame={{
            label: t('kpi.import.to'),
            error: isChecked && (!end || end < start) ? t('kpi.form.error.dates') : undefined,
          }}
          value={end}
          onChange={(event) => setEnd(event.target.value)}
        />
      </div>
      <ul className="grid gap-3">
        {rows.map((row, index) => {
          const kpi = kpis.find(({ id }) => id === row.kpiId)
          const number = (field: 'weight' | 'min' | 'target' | 'max', label: string) => (
            <TypedNumberField
              label={label}
              text={row[field]}
              unit={field === 'weight' ? '' : (kpi?.unit ?? '')}
              onText={(text) => setRow(row.key, { [field]: text })}
            />
          )
          return (
            <li key={row.key} className="grid gap-3 rounded-md border bg-surface p-3">
              <div className="flex items-end gap-2">
                <div className="min-w-0 grow">
                  <SelectField
                    frame={{ label: t('kpi.targets.kpi') }}
                    value={row.kpiId}
                    onChange={(event) => setRow(row.key, { kpiId: event.target.value })}
                    options={kpis
                      .filter(({ id }) => id === row.kpiId || left.some((one) => one.id === id))
                      .map(({ id, name: label }) => ({ value: id, label }))}
                  />
                </div>
                {rows.length > 1 && (
                  <IconButton
                    icon="trash"
                    label={t('kpi.scorecard.remove', { name: kpi?.name ?? '' })}
                    onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
                  />
                )}
              </div>
              <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-4">
                {number('weight', t('kpi.scorecard.weight'))}
                {number('min', t('kpi.scorecard.min'))}
                {number('target', t('kpi.chart.head.target'))}
                {number('max', t('kpi.scorecard.max'))}
              </div>
              {isChecked && items[index] === null && (
                <p className="text-sm text-son-ink">
                  {t(kpi?.direction === 'down' ? 'kpi.scorecard.row_down' : 'kpi.scorecard.row_up')}
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {left.length > 0 && (
        <Button
          icon="plus"
          className="w-fit"
          onClick={() => setRows([...rows, rowOf(rows.length + 1000, left[0], locale)])}
        >
          {t('kpi.scorecard.add')}
        </Button>
      )}
      {isChecked && isWrong && <Notice tone="wrong">{t('kpi.scorecard.incomplete')}</Notice>}
      <Button type="submit" look="primary" className="w-fit">
        {t('kpi.scorecard.save')}
      </Button>
    </form>
  )
}

/** The quarter of the calendar that is over. */
function lastQuarter(today: string): { start: string; end: string } {
  const { year, month } = dateParts(today)
  const first = firstOfMonth(year, month, -((month - 1) % 3) - 3)
  const { year: firstYear, month: firstMonth } = dateParts(first)
  return { start: first, end: addDays(firstOfMonth(firstYear, firstMonth, 3), -1) }
}

function rowsOf(card: ScorecardView | null, kpis: KpiView[], locale: Locale): Row[] {
  if (card === null) return [rowOf(0, kpis[0], locale)]
  return card.items.map(({ kpiId, weight, min, target, max }, key) => {
    const text = (value: number) => numberToType(value, locale)
    return { key, kpiId, weight: text(weight), min: text(min), target: text(target), max: text(max) }
  })
}

/** What the KPI says already is filled in: its target. */
function rowOf(key: number, kpi: KpiView | undefined, locale: Locale): Row {
  const target = typeof kpi?.target === 'number' ? numberToType(kpi.target, locale) : ''
  return { key, kpiId: kpi?.id ?? '', weight: '1', min: '', target, max: '' }
}

function readRow(row: Row, kpis: KpiView[], locale: Locale): NewScorecardItemInput | null {
  const direction = kpis.find(({ id }) => id === row.kpiId)?.direction
  const read = (text: string) => readTyped(text, locale).value
  const [weight, min, target, max] = [read(row.weight), read(row.min), read(row.target), read(row.max)]
  if (weight === null || weight < 0 || min === null || target === null || max === null) return null
  const isOrdered = direction === 'down' ? min > target && target > max : min < target && target < max
  return isOrdered ? { kpiId: row.kpiId, weight, min, target, max } : null
}
