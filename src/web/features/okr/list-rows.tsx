// The list: objectives as a dense table to sort, select from and change together.
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent, ReactNode } from 'react'
import type { BoardObjectiveView } from '../../../contract/okr-board.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import type { OkrSearch, Order } from '../../app/okr-search.ts'
import { Bar } from '../../app/progress-bar.tsx'
import { StatusChip } from '../../app/status-chip.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useWindowList } from '../../ui/window-list.tsx'
import { BulkBar } from './bulk-bar.tsx'
import type { Part } from './filter-bar.tsx'
import { GroupHeading, HiddenLine } from './group-heading.tsx'
import type { BoardRow } from './use-board.ts'
import { useSelection } from './use-selection.ts'

type Props = { rows: BoardRow[]; address: string; search: OkrSearch; onChange: (part: Part) => void }

export const ListRows = ({ rows, address, search, onChange }: Props) => {
  const t = useT()
  const ids = rows.flatMap((row) => (row.kind === 'line' ? [row.key] : []))
  const places = new Map(ids.map((id, index) => [id, index]))
  const selection = useSelection(ids)
  const list = useWindowList({
    address,
    count: rows.length,
    keyOf: (index) => rows[index]?.key ?? '',
    estimate: () => 45,
  })
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const goal = selection.onKey(event, index)
    if (goal === null) return
    list.scrollTo(rows.findIndex(({ key }) => key === ids[goal]))
    document.getElementById(checkId(ids[goal]))?.focus()
  }
  const drawn = list.items.flatMap(({ key, index }) => {
    const row = rows[index]
    return row ? [{ key, index, row, at: places.get(row.key) ?? 0 }] : []
  })
  return (
    <>
      <table
        aria-rowcount={ids.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 rounded-md border bg-surface"
      >
        <caption className="sr-only">{t('view.list')}</caption>
        <thead className="bg-sunken text-left text-sm text-ink-2">
          <tr aria-rowindex={1}>
            <th scope="col" className="w-10 rounded-tl-md px-3 py-2">
              <input
                type="checkbox"
                aria-label={t('view.select_all')}
                checked={ids.length > 0 && selection.selected.length === ids.length}
                onChange={selection.toggleAll}
                className="block size-4 accent-cham"
              />
            </th>
            <SortHead order="title" search={search} onChange={onChange}>
              {t('view.column.objective')}
            </SortHead>
            <th scope="col" className="w-40 px-2 py-2 font-semibold max-xl:hidden">
              {t('view.column.unit')}
            </th>
            <SortHead order="owner" search={search} onChange={onChange} className="w-36 max-md:hidden">
              {t('view.column.owner')}
            </SortHead>
            <SortHead order="attention" search={search} onChange={onChange} className="w-44 max-sm:w-38">
              {t('view.column.status')}
            </SortHead>
            <SortHead order="progress" search={search} onChange={onChange} className="w-44 max-md:hidden">
              {t('view.column.progress')}
            </SortHead>
            <SortHead
              order="confidence"
              search={search}
              onChange={onChange}
              className="w-24 max-lg:hidden"
              isNumber
            >
              {t('view.column.confidence')}
            </SortHead>
          </tr>
        </thead>
        <tbody ref={list.place}>
          <Space height={list.before} />
          {drawn.map(({ key, index, row, at }) =>
            row.kind === 'line' ? (
              <tr
                key={key}
                ref={list.measure}
                data-index={index}
                aria-rowindex={at + 2}
                className={selection.isSelected(row.key) ? 'bg-cham-soft' : 'hover:bg-sunken'}
              >
                <td className="border-t px-3 py-2">
                  <input
                    id={checkId(row.key)}
                    type="checkbox"
                    aria-label={t('view.select', { title: row.line.title })}
                    tabIndex={at === selection.active ? 0 : -1}
                    checked={selection.isSelected(row.key)}
                    onChange={(event) => selection.toggle(at, (event.nativeEvent as MouseEvent).shiftKey)}
                    onKeyDown={(event) => onKeyDown(event, at)}
                    className="block size-4 accent-cham"
                  />
                </td>
                <Line line={row.line} />
              </tr>
            ) : (
              <tr key={key} ref={list.measure} data-index={index}>
                <td colSpan={7} className="border-t px-3 pb-1">
                  {row.kind === 'heading' ? <GroupHeading heading={row} /> : <HiddenLine count={row.count} />}
                </td>
              </tr>
            ),
          )}
          <Space height={list.after} />
        </tbody>
      </table>
      <BulkBar ids={selection.selected} onClear={selection.clear} />
    </>
  )
}

/** Stands for the rows that are not drawn. */
const Space = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr>
      <td colSpan={7} style={{ height, padding: 0 }} />
    </tr>
  ) : null

const checkId = (id: string | undefined) => `select-${id}`

const Line = ({ line }: { line: BoardObjectiveView }) => {
  const format = useFormat()
  const names = useNames()
  const { id, title, ownerId, unitId, status, stale, progress, expected, confidence } = line
  return (
    <>
      <th scope="row" className="border-t px-2 py-2 text-left font-normal">
        <Link to="/okrs/$objectiveId" params={{ objectiveId: id }} className="line-clamp-2 hover:underline">
          {title}
        </Link>
        <span className="text-sm text-ink-3 md:hidden">{`${names.member(ownerId)} · ${format.percent(progress)}`}</span>
      </th>
      <td className="truncate border-t px-2 text-sm text-ink-2 max-xl:hidden">{names.unit(unitId)}</td>
      <td className="truncate border-t px-2 text-sm text-ink-2 max-md:hidden">{names.member(ownerId)}</td>
      <td className="border-t px-2">
        <StatusChip status={status} stale={stale} />
      </td>
      <td className="border-t px-2 max-md:hidden">
        <span className="flex items-center gap-2">
          <Bar progress={progress} expected={expected} status={status} />
          <span className="w-11 text-right font-semibold">{format.percent(progress)}</span>
        </span>
      </td>
      <td className="border-t px-2 text-right text-ink-2 max-lg:hidden">
        {confidence === null ? '–' : `${confidence}/10`}
      </td>
    </>
  )
}

type SortProps = {
  order: Order
  search: OkrSearch
  onChange: Props['onChange']
  children: ReactNode
  className?: string
  isNumber?: boolean
}

/** The first click orders, the second turns it round, the third gives the arranged order back. */
const SortHead = ({ order, search, onChange, children, className = '', isNumber = false }: SortProps) => {
  const isThis = search.sort === order
  const isDown = isThis && search.down === 'yes'
  const next: Part = !isThis
    ? { sort: order, down: undefined }
    : isDown
      ? { sort: undefined, down: undefined }
      : { down: 'yes' }
  return (
    <th
      scope="col"
      aria-sort={isThis ? (isDown ? 'descending' : 'ascending') : 'none'}
      className={`px-2 py-1 ${isNumber ? 'text-right' : ''} ${className}`}
    >
      <button
        type="button"
        onClick={() => onChange(next)}
        className="inline-flex min-h-7 items-center gap-1 font-semibold hover:text-ink"
      >
        {children}
        {isThis && <Icon name={isDown ? 'arrow-down' : 'arrow-up'} size={12} />}
      </button>
    </th>
  )
}
