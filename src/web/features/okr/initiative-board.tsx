// Initiatives by state: a column each, cards moved by drag or by the arrow keys.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ListedInitiativeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { Icon } from '../../ui/icon.tsx'
import { DragHandle, ReorderSaid } from '../../ui/reorder.tsx'
import { InitiativeLinks } from './initiative-links.tsx'
import { type InitiativeState, initiativeLooks, initiativeStates } from './initiative-looks.ts'
import { InitiativeWords } from './initiative-words.tsx'
import { useBoardDrag } from './use-board-drag.ts'

type Props = { items: ListedInitiativeView[]; onEdit: (initiative: ListedInitiativeView) => void }

export const InitiativeBoard = ({ items, onEdit }: Props) => {
  const t = useT()
  const act = useAct()
  const mayMove = useMayMove()
  const idsIn = (state: InitiativeState) => items.filter((item) => item.state === state).map(({ id }) => id)
  const board = useBoardDrag<InitiativeState>({
    names: initiativeStates,
    columns: {
      planned: idsIn('planned'),
      doing: idsIn('doing'),
      done: idsIn('done'),
      dropped: idsIn('dropped'),
    },
    onMove: (id, { column, ...beside }) => {
      const before = items.find((item) => item.id === id)
      const isSame = before?.state === column
      const message = t('okr.initiative.moved', {
        title: before?.title ?? '',
        state: t(initiativeLooks[column].word),
      })
      const undo = () => client.initiatives.move({ id, state: before?.state ?? 'planned' })
      return act(
        () => client.initiatives.move({ id, ...(isSame ? {} : { state: column }), ...beside }),
        isSame ? undefined : { message, undo },
      )
    },
    say: (column, place, count) =>
      t('initiatives.said', { state: t(initiativeLooks[column].word), place, count }),
  })
  return (
    <>
      <p className="mb-2 text-sm text-ink-3 max-lg:hidden">{t('initiatives.board_hint')}</p>
      <div className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {initiativeStates.map((state) => (
          <Column
            key={state}
            state={state}
            count={board.columns[state].length}
            columnRef={board.columnRef(state)}
          >
            {board.columns[state].map((id) => {
              const item = items.find((one) => one.id === id)
              return (
                item && (
                  <Card
                    key={id}
                    item={item}
                    onEdit={onEdit}
                    mayMove={mayMove(item)}
                    cardRef={board.cardRef(id)}
                    isDragged={board.dragged === id}
                    handle={
                      <DragHandle
                        {...board.handleProps(id)}
                        label={t('objective.order.handle', { title: item.title })}
                        hint={t('initiatives.board_hint')}
                      />
                    }
                  />
                )
              )
            })}
          </Column>
        ))}
      </div>
      <ReorderSaid said={board.said} />
    </>
  )
}

/** Who may work on an initiative, as far as the list tells; the server asks again. */
export function useMayMove() {
  const rights = useRights()
  return ({ ownerId, objectiveOwnerId, unitId, isReadOnly }: ListedInitiativeView) =>
    !isReadOnly &&
    rights('initiative.edit', {
      ownerIds: objectiveOwnerId ? [ownerId, objectiveOwnerId] : [ownerId],
      unitId,
    })
}

type ColumnProps = {
  state: InitiativeState
  count: number
  columnRef: (element: HTMLElement | null) => void
  children: ReactNode
}

const Column = ({ state, count, columnRef, children }: ColumnProps) => {
  const t = useT()
  const { icon, word } = initiativeLooks[state]
  return (
    <section ref={columnRef} aria-label={t(word)} className="rounded-md border bg-sunken p-2 sm:min-h-40">
      <h2 className="flex items-center gap-2 px-1 pb-2 text-sm font-semibold text-ink-2">
        <Icon name={icon} size={14} />
        {t(word)}
        <span className="font-normal text-ink-3">{count}</span>
      </h2>
      <ul className="grid gap-2">{children}</ul>
    </section>
  )
}

type CardProps = {
  item: ListedInitiativeView
  onEdit: (initiative: ListedInitiativeView) => void
  mayMove: boolean
  cardRef: (element: HTMLElement | null) => void
  isDragged: boolean
  handle: ReactNode
}

const Card = ({ item, onEdit, mayMove, cardRef, isDragged, handle }: CardProps) => (
  <li
    ref={cardRef}
    className={`grid gap-1 rounded-md border bg-surface px-3 py-2.5 ${isDragged ? 'border-cham' : ''}`}
  >
    <div className="flex items-start gap-1">
      {mayMove ? (
        <button
          type="button"
          onClick={() => onEdit(item)}
          className="min-h-6 min-w-0 grow rounded-md text-left font-semibold hover:underline"
        >
          {item.title}
        </button>
      ) : (
        <span className="min-w-0 grow font-semibold">{item.title}</span>
      )}
      {mayMove && <span className="-mt-0.5 -mr-1.5">{handle}</span>}
    </div>
    {item.objectiveId && item.objectiveTitle && (
      <Link
        to="/okrs/$objectiveId"
        params={{ objectiveId: item.objectiveId }}
        className="min-h-6 text-sm text-ink-2 hover:underline"
      >
        {item.objectiveTitle}
      </Link>
    )}
    <InitiativeWords item={item} />
    <InitiativeLinks links={item.links} />
  </li>
)
