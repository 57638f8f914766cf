// Targets of a year in one grid: a row for each KPI, a column for each period; cells take paste from a spreadsheet.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ClipboardEvent, useLayoutEffect, useRef, useState } from 'react'
import type { NewTargetInput, TargetRowView } from '../../../contract/kpi-targets.ts'
import { addDays, firstOfMonth, modulo } from '../../../core/calendar/iso-date.ts'
import { fiscalQuarter } from '../../../core/kpi/periods.ts'
import { useAct } from '../../app/act.ts'
import { useTold } from '../../app/change.ts'
import { api, client } from '../../app/client.ts'
import { frequencyWords } from '../../app/kpi-words.ts'
import { useLanguage } from '../../app/language.tsx'
import { usePeriodNames } from '../../app/period-name.ts'
import { RouterLink } from '../../app/router-link.tsx'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { cellKey, fillFrom, readCell, targetText } from './target-cells.ts'
import { useUsualFrequency } from './usual-frequency.ts'

const frequencies = ['day', 'week', 'month', 'quarter'] as const
type Frequency = (typeof frequencies)[number]

export const TargetsScreen = () => {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const { workspace, today } = useSession()
  const usual = useUsualFrequency(frequencies)
  const search = useSearch({ from: '/inside/kpis/targets' })
  const firstMonth = workspace.fiscalStartMonth
  const running = fiscalQuarter(today, firstMonth)
  const { frequency = usual ?? 'week', year = running.fiscalYear, quarter = running.quarter } = search
  const go = (search: { frequency?: Frequency; year?: number; quarter?: number }) =>
    void navigate({ to: '/kpis/targets', search: { frequency, year, quarter, ...search } })
  // The days of a year are too many to lay side by side: a quarter of them is shown.
  const isByDay = frequency === 'day'
  const quarters = year * 4 + quarter - 1
  const step = (by: 1 | -1) =>
    isByDay
      ? go({ year: Math.floor((quarters + by) / 4), quarter: modulo(quarters + by, 4) + 1 })
      : go({ year: year + by })
  // A fiscal year is named by the calendar year it ends in.
  const startYear = firstMonth > 1 ? year - 1 : year
  const [first, months] = isByDay ? [(quarter - 1) * 3, 3] : [0, 12]
  const from = firstOfMonth(startYear, firstMonth, first)
  const to = addDays(firstOfMonth(startYear, firstMonth, first + months), -1)
  return (
    <>
      <PageHeader
        trail={{
          label: t('kpi.trail'),
          steps: [{ label: t('kpi.board.title'), href: '/kpis' }],
          link: RouterLink,
        }}
        title={t('kpi.targets.title', {
          year: isByDay ? t('kpi.period.quarter', { quarter, year }) : String(year),
        })}
        meta={t('kpi.targets.note')}
        actions={
          <>
            <IconButton
              icon="chevron-left"
              label={t(isByDay ? 'kpi.targets.quarter_before' : 'kpi.targets.year_before')}
              onClick={() => step(-1)}
            />
            <IconButton
              icon="chevron-right"
              label={t(isByDay ? 'kpi.targets.quarter_after' : 'kpi.targets.year_after')}
              onClick={() => step(1)}
            />
            <Segmented
              label={t('kpi.form.frequency')}
              value={frequency}
              onChange={(value) => go({ frequency: value })}
              options={frequencies.map((value) => ({
                value,
                label: t(frequencyWords[value]),
              }))}
            />
          </>
        }
      />
      {search.frequency || usual ? (
        <TargetGrid key={`${frequency} ${from}`} frequency={frequency} from={from} to={to} />
      ) : (
        <Skeleton className="h-80" />
      )}
    </>
  )
}

type GridProps = { frequency: Frequency; from: string; to: string }

const TargetGrid = ({ frequency, from, to }: GridProps) => {
  const { t, locale } = useLanguage()
  const act = useAct()
  const told = useTold()
  const names = usePeriodNames(frequency)
  const grid = useQuery(api.targets.grid.queryOptions({ input: { frequency, from, to } }))
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [left, setLeft] = useState(0)
  const running = useRunningColumn(grid.data)
  if (grid.isError) return <Notice tone="wrong">{told(grid.error).detail}</Notice>
  if (!grid.data) return <Skeleton className="h-80" />
  const { periods, items } = grid.data
  if (items.length === 0)
    return (
      <EmptyState title={t('kpi.targets.empty')}>
        <p>{t('kpi.targets.empty_text')}</p>
      </EmptyState>
    )
  const starts: (string | null)[] = [null, ...periods.map(({ start }) => start)]
  const textAt = (row: TargetRowView, start: string | null) =>
    typed[cellKey(row.kpiId, start)] ?? targetText(row, start, locale)
  const set = (changes: Record<string, string>) => setTyped((before) => ({ ...before, ...changes }))
  const changes = items.flatMap((row) =>
    starts.flatMap((start) => {
      const text = typed[cellKey(row.kpiId, start)]
      return text === undefined || text === targetText(row, start, locale) ? [] : [{ row, start, text }]
    }),
  )
  const reads = changes.map(({ row, start, text }) => ({ row, start, ...readCell(text, row, locale) }))
  const wrong = reads.filter(({ error }) => error !== null).length
  const onPaste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    const pasted = fillFrom(text, row, column, items, starts)
    set(pasted.filled)
    setLeft(pasted.left)
  }
  const save = async () => {
    const targets: NewTargetInput[] = reads.map(({ row, start, target }) => ({
      ...{ kpiId: row.kpiId, start, target },
    }))
    const before: NewTargetInput[] = reads.map(({ row, start }) => ({
      ...{ kpiId: row.kpiId, start },
      target:
        start === null ? row.constant : (row.byPeriod.find((one) => one.start === start)?.target ?? null),
    }))
    const done = await act(() => client.targets.set({ targets }), {
      message: t('kpi.targets.saved', { count: targets.length }),
      undo: () => client.targets.set({ targets: before }),
    })
    if (done) {
      setTyped({})
      setLeft(0)
    }
  }
  const widest = Math.max(...items.flatMap((row) => starts.map((start) => textAt(row, start).length)))
  return (
    <div className="grid gap-3">
      <section
        ref={running.frame}
        aria-label={t('kpi.targets.grid')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-md border"
      >
        <table className="border-collapse bg-surface text-sm">
          <thead className="bg-sunken text-ink-2">
            <tr>
              <th scope="col" className="sticky left-0 z-1 bg-sunken px-3 py-2 text-left font-semibold">
                {t('kpi.targets.kpi')}
              </th>
              <th scope="col" className="px-2 py-2 text-right font-semibold whitespace-nowrap">
                {t('kpi.targets.constant')}
              </th>
              {periods.map(({ start }) => (
                <th
                  key={start}
                  ref={start === running.start ? running.column : undefined}
                  scope="col"
                  className="px-2 py-2 text-right font-semibold whitespace-nowrap"
                >
                  {names.short(start)}
                  {start === running.start && (
                    <span className="block text-xs font-normal text-ink-3">{t('kpi.numbers.running')}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((row, rowIndex) => (
              <tr key={row.kpiId} className="border-t">
                <th
                  scope="row"
                  className="sticky left-0 z-1 w-52 max-w-52 min-w-36 bg-surface px-3 py-1 text-left font-normal max-sm:w-36"
                >
                  {row.name}
                  {row.unit && <span className="block text-xs text-ink-3">{row.unit}</span>}
                </th>
                {starts.map((start, column) => {
                  const text = textAt(row, start)
                  const isWrong = readCell(text, row, locale).error !== null
                  const isChanged = text !== targetText(row, start, locale)
                  return (
                    <td key={start ?? 'all'} className="p-0.5">
                      <input
                        aria-label={t('kpi.targets.cell', {
                          name: row.name,
                          period: start === null ? t('kpi.targets.constant') : names.long(start),
                        })}
                        aria-invalid={isWrong || undefined}
                        inputMode="decimal"
                        autoComplete="off"
                        disabled={!row.canEdit}
                        value={text}
                        placeholder={start === null ? '' : targetText(row, null, locale)}
                        onChange={(event) => set({ [cellKey(row.kpiId, start)]: event.target.value })}
                        onPaste={(event) => onPaste(event, rowIndex, column)}
                        style={{ width: `${Math.min(22, widest + 3)}ch` }}
                        className={`h-8 min-w-28 rounded-md border bg-transparent px-2 text-right placeholder:text-ink-3 disabled:opacity-60 ${isWrong ? 'border-son' : isChanged ? 'border-cham bg-cham-soft' : 'border-transparent hover:border-line'}`}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" disabled={changes.length === 0 || wrong > 0} onClick={() => void save()}>
          {t('kpi.targets.save', { count: changes.length })}
        </Button>
        {changes.length > 0 && (
          <Button look="quiet" onClick={() => setTyped({})}>
            {t('kpi.targets.discard')}
          </Button>
        )}
        <p className="text-sm text-ink-3" aria-live="polite">
          {wrong > 0
            ? t('kpi.targets.wrong', { count: wrong })
            : left > 0
              ? t('kpi.targets.left', { count: left })
              : t('kpi.targets.hint')}
        </p>
      </div>
    </div>
  )
}

/** The period that today lies in: the grid opens on it, with the one before in sight. */
function useRunningColumn(grid: { periods: readonly { start: string; end: string }[] } | undefined) {
  const { today } = useSession()
  const frame = useRef<HTMLElement>(null)
  const column = useRef<HTMLTableCellElement>(null)
  const start = grid?.periods.find((period) => period.start <= today && today <= period.end)?.start
  useLayoutEffect(() => {
    if (start === undefined || !frame.current || !column.current) return
    const named = frame.current.querySelector('th')?.offsetWidth ?? 0
    frame.current.scrollTo({ left: column.current.offsetLeft - named - column.current.offsetWidth })
  }, [start])
  return { frame, column, start }
}
