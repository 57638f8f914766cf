// The board: objectives with their key results as cards, under headings, put in order by their handles. All of them, or
// those that `window` lets through.
import type { Key, Ref } from 'react'
import type { BoardObjectiveView, BoardView } from '../../../contract/okr-board.ts'
import { useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { DragHandle, ReorderSaid } from '../../ui/reorder.tsx'
import { GroupHeading, HiddenLine } from './group-heading.tsx'
import { ObjectiveCard } from './objective-card.tsx'
import type { BoardRow } from './use-board.ts'
import { useObjectiveOrder } from './use-objective-order.ts'

/** The rows that are drawn, and the space that the others take before and after them. */
export type RowWindow = {
  place: Ref<HTMLDivElement>
  items: readonly { key: Key; index: number }[]
  measure?: Ref<HTMLDivElement>
  before: number
  after: number
}

export type BoardRowsProps = {
  rows: BoardRow[]
  cycle: BoardView['cycle']
  /** Whether the lines stand in the order that people give them, and may be given another. */
  isGivenOrder: boolean
}

export const BoardRows = ({ rows, cycle, isGivenOrder, window }: BoardRowsProps & { window?: RowWindow }) => {
  const { place, items, measure, before, after } = window ?? {
    place: null,
    items: rows.map(({ key }, index) => ({ key, index })),
    before: 0,
    after: 0,
  }
  const order = useObjectiveOrder(
    rows,
    items.map(({ index }) => index),
  )
  const mayTouch = useRights()
  const t = useT()
  const handleOf = (line: BoardObjectiveView) => {
    const { id, title, ownerId, unitId } = line
    if (!isGivenOrder || cycle.state === 'closed') return null
    if (!mayTouch('objective.edit', { ownerIds: [ownerId], unitId })) return null
    return (
      <DragHandle
        {...order.handleProps(id)}
        label={t('objective.order.handle', { title })}
        hint={t('objective.order.hint')}
      />
    )
  }
  return (
    <div ref={place}>
      <div style={{ paddingTop: before, paddingBottom: after }}>
        {items.map(({ key, index }) => {
          const row = rows[index]
          const line = row?.kind === 'line' ? order.lineAt(row.line) : null
          return (
            <div
              key={line?.id ?? key}
              ref={measure}
              data-index={index}
              className={line ? `pb-4 ${order.dragged === line.id ? 'opacity-70' : ''}` : ''}
            >
              {row?.kind === 'heading' && <GroupHeading heading={row} />}
              {line && (
                <div ref={order.itemRef(line.id)}>
                  <ObjectiveCard objective={line} handle={handleOf(line)} />
                </div>
              )}
              {row?.kind === 'hidden' && <HiddenLine count={row.count} />}
            </div>
          )
        })}
      </div>
      <ReorderSaid said={order.said} />
    </div>
  )
}
