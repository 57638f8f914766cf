// The grid itself: cells that move, copy and take paste as a spreadsheet's do, faults at the cell, one save with its undo.
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { MeasurementRowView } from '../../../contract/kpi-measurement-grid.ts'
import type { Frequency } from '../../../core/kpi/types.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useAct } from '../../app/act.ts'
import { client, problemOf } from '../../app/client.ts'
import { useKept } from '../../app/kept.ts'
import { useLanguage } from '../../app/language.tsx'
import { usePeriodNames } from '../../app/period-name.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import {
  type CellError,
  type Closed,
  changesOf,
  closedBecause,
  keyOf,
  linesOf,
  type Part,
  pasteOver,
  savedText,
  type Typed,
  toSave,
  toUndo,
} from './number-cells.ts'
import { moveOf } from './number-keys.ts'

const closedWords: Record<Closed, MessageId> = {
  not_yours: 'kpi.numbers.closed.not_yours',
  count: 'kpi.numbers.closed.count',
  future: 'kpi.numbers.closed.future',
  several: 'kpi.numbers.closed.several',
}

const errorWords: Record<CellError, MessageId> = {
  empty: 'kpi.numbers.error.not_a_number',
  not_a_number: 'kpi.numbers.error.not_a_number',
  too_many_digits: 'kpi.numbers.error.too_many_digits',
  other_unit: 'kpi.numbers.error.other_unit',
  pair: 'kpi.numbers.error.pair',
}

const partWords: Record<Exclude<Part, 'value'>, MessageId> = {
  numerator: 'kpi.import.role.numerator',
  denominator: 'kpi.import.role.denominator',
}

type NumberGridProps = { frequency: Frequency; rows: MeasurementRowView[]; starts: string[] }

export const NumberGrid = ({ frequency, rows, starts }: NumberGridProps) => {
  const { t, locale } = useLanguage()
  const { today } = useSession()
  const act = useAct()
  const names = usePeriodNames(frequency)
  const place = useRef<HTMLTableElement>(null)
  const frame = useRef<HTMLElement>(null)
  // Where not all periods fit, the newest are what is typed.
  useEffect(() => {
    frame.current?.scrollTo({ left: frame.current.scrollWidth })
  }, [])
  const typed = useKept<Typed>(`numbers.${frequency}`, () => ({}))
  const [refused, setRefused] = useState<Typed>({})
  const [focused, setFocused] = useState('')
  const [left, setLeft] = useState(0)
  const lines = linesOf(rows)
  const changes = changesOf(rows, typed.value, locale)
  const errors = new Map<string, string>(Object.entries(refused))
  for (const { kpiId, errors: own } of changes)
    for (const { key, error } of own) {
      const unit = rows.find((row) => row.kpiId === kpiId)?.unit ?? ''
      errors.set(key, t(errorWords[error], { unit }))
    }
  const changed = new Set(changes.map(({ kpiId, start }) => `${kpiId} ${start}`))

  const set = (cells: Typed) => {
    typed.set({ ...typed.value, ...cells })
    setRefused((before) => Object.fromEntries(Object.entries(before).filter(([key]) => !(key in cells))))
  }
  const focus = (row: number, column: number) =>
    place.current?.querySelector<HTMLInputElement>(`[data-cell="${row} ${column}"]`)?.focus()
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number, key: string) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
      return
    }
    if (event.key === 'Escape') {
      const { [key]: _, ...rest } = typed.value
      typed.set(rest)
      return
    }
    const move = moveOf(event, event.currentTarget)
    if (move === null) return
    event.preventDefault()
    if (move === 'edit') {
      const end = event.currentTarget.value.length
      event.currentTarget.setSelectionRange(end, end)
    } else focus(row + move.down, column + move.right)
  }
  const onPaste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    const pasted = pasteOver(text, row, column, { lines, starts, today })
    set(pasted.filled)
    setLeft(pasted.left)
  }
  const save = async () => {
    if (changes.length === 0 || errors.size > 0) return
    const send = async () => {
      try {
        return await client.measurementGrid.fill({ cells: toSave(changes) })
      } catch (error) {
        setRefused(
          Object.fromEntries(
            (problemOf(error)?.errors ?? []).flatMap(({ field, message }) => {
              const change = changes[Number(/^cells\.(\d+)/.exec(field)?.[1])]
              const row = rows.find(({ kpiId }) => kpiId === change?.kpiId)
              return change && row
                ? linesOf([row]).map((line) => [keyOf(line, change.start), message ?? ''])
                : []
            }),
          ),
        )
        throw error
      }
    }
    const done = await act(send, {
      message: t('kpi.numbers.saved', { count: changes.length }),
      undo: () => client.measurementGrid.fill({ cells: toUndo(changes) }),
    })
    if (done) {
      typed.drop()
      setLeft(0)
    }
  }
  const said = errors.get(focused)
  const widest = Math.max(
    ...lines.flatMap((line) => starts.map((start) => savedText(line, start, locale).length)),
  )
  return (
    <div className="grid gap-3">
      <section ref={frame} aria-label={t('kpi.numbers.grid')} className="overflow-x-auto rounded-md border">
        <table ref={place} className="border-collapse bg-surface text-sm">
          <thead className="bg-sunken text-ink-2">
            <tr>
              <th scope="col" className="sticky left-0 z-1 bg-sunken px-3 py-2 text-left font-semibold">
                {t('kpi.targets.kpi')}
              </th>
              {starts.map((start, column) => (
                <th key={start} scope="col" className="px-2 py-2 text-right font-semibold whitespace-nowrap">
                  {names.short(start)}
                  {column === starts.length - 1 && start <= today && isRunning(starts, today) && (
                    <span className="block text-xs font-normal text-ink-3">{t('kpi.numbers.running')}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, row) => (
              <tr
                key={`${line.row.kpiId} ${line.part}`}
                className={line.part === 'denominator' ? '' : 'border-t'}
              >
                <th
                  scope="row"
                  className="sticky left-0 z-1 w-56 max-w-56 min-w-32 bg-surface px-3 py-1 text-left font-normal max-sm:w-32 max-sm:px-2"
                >
                  <span className={line.part === 'denominator' ? 'sr-only' : ''}>{line.row.name}</span>
                  <span className="block text-xs text-ink-3">
                    {line.part === 'value' ? line.row.unit : t(partWords[line.part])}
                  </span>
                </th>
                {starts.map((start, column) => {
                  const key = keyOf(line, start)
                  const closed = closedBecause(line, start, today)
                  const error = errors.get(key)
                  const isChanged = changed.has(`${line.row.kpiId} ${start}`)
                  const name = t('kpi.numbers.cell', {
                    name:
                      line.part === 'value' ? line.row.name : `${line.row.name} (${t(partWords[line.part])})`,
                    period: names.long(start),
                  })
                  const look = error
                    ? 'border-son'
                    : isChanged
                      ? 'border-cham bg-cham-soft'
                      : closed
                        ? 'border-transparent'
                        : 'border-line hover:border-edge'
                  return (
                    <td key={start} className="p-0.5">
                      <input
                        data-cell={`${row} ${column}`}
                        aria-label={closed ? `${name}. ${t(closedWords[closed])}` : name}
                        aria-invalid={error ? true : undefined}
                        aria-errormessage={error && focused === key ? 'numbers-error' : undefined}
                        title={error ?? (closed ? t(closedWords[closed]) : undefined)}
                        inputMode="decimal"
                        autoComplete="off"
                        readOnly={closed !== null}
                        value={typed.value[key] ?? savedText(line, start, locale)}
                        onChange={(event) => set({ [key]: event.target.value })}
                        onFocus={(event) => {
                          setFocused(key)
                          event.target.select()
                        }}
                        onKeyDown={(event) => onKeyDown(event, row, column, key)}
                        onPaste={(event) => onPaste(event, row, column)}
                        style={{ width: `${Math.min(22, widest + 3)}ch` }}
                        className={`h-8 min-w-28 rounded-md border bg-transparent px-2 text-right read-only:text-ink-3 ${look}`}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p id="numbers-error" aria-live="polite" className="min-h-5 text-sm text-son">
        {said}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" disabled={changes.length === 0 || errors.size > 0} onClick={() => void save()}>
          {t('kpi.numbers.save', { count: changes.length })}
        </Button>
        {changes.length > 0 && (
          <Button
            look="quiet"
            onClick={() => {
              typed.drop()
              setRefused({})
            }}
          >
            {t('kpi.numbers.discard')}
          </Button>
        )}
        <p className="max-w-prose text-sm text-ink-3" aria-live="polite">
          {errors.size > 0
            ? t('kpi.numbers.wrong', { count: errors.size })
            : left > 0
              ? t('kpi.numbers.left', { count: left })
              : t('kpi.numbers.hint')}
        </p>
      </div>
    </div>
  )
}

/** Whether the last of these periods is the one that today lies in. */
const isRunning = (starts: readonly string[], today: string) => {
  const [before, last] = starts.slice(-2)
  if (before === undefined || last === undefined) return false
  const length = Date.parse(last) - Date.parse(before)
  return Date.parse(today) - Date.parse(last) < length
}
