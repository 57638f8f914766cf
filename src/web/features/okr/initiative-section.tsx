// "Ta sẽ làm gì?" on the objective's page: the work, which never counts towards progress.
import { Suspense, useState } from 'react'
import type { InitiativeView, ObjectiveWholeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DragHandle, ReorderSaid, useReorder } from '../../ui/reorder.tsx'
import { InitiativeRow } from './initiative-row.tsx'
import { Question } from './question.tsx'

const InitiativeEditor = later(
  () => import('./initiative-editor.tsx').then((m) => m.InitiativeEditor),
  'writing',
)

type Props = { objective: ObjectiveWholeView; mayEdit: boolean }

export const InitiativeSection = ({ objective, mayEdit }: Props) => {
  const t = useT()
  const [edited, setEdited] = useState<InitiativeView | 'new' | null>(null)
  const { initiatives } = objective
  const act = useAct()
  const reorder = useReorder({
    ids: initiatives.map(({ id }) => id),
    onMove: (id, beside) => act(() => client.initiatives.move({ id, ...beside })),
    say: (place, count) => t('objective.order.said', { place, count }),
  })
  const inOrder = reorder.order.flatMap((id) => initiatives.find((initiative) => initiative.id === id) ?? [])
  return (
    <section className="mt-7">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-3">
        <Question
          question={t('okr.question.what')}
          name={t('okr.initiatives')}
          note={t('okr.initiatives.note')}
        />
        {mayEdit && initiatives.length > 0 && (
          <Button size="sm" look="quiet" icon="plus" onClick={() => setEdited('new')}>
            {t('okr.initiative.add')}
          </Button>
        )}
      </div>
      {initiatives.length > 0 ? (
        <ul className="divide-y divide-dashed rounded-md border bg-surface px-4 sm:px-5">
          {inOrder.map((initiative) => (
            <InitiativeRow
              key={initiative.id}
              initiative={initiative}
              objective={objective}
              mayEdit={mayEdit}
              onEdit={() => setEdited(initiative)}
              itemRef={reorder.itemRef(initiative.id)}
              isDragged={reorder.dragged === initiative.id}
              handle={
                mayEdit &&
                initiatives.length > 1 && (
                  <DragHandle
                    {...reorder.handleProps(initiative.id)}
                    label={t('objective.order.handle', { title: initiative.title })}
                    hint={t('objective.order.hint')}
                  />
                )
              }
            />
          ))}
        </ul>
      ) : (
        <EmptyState
          title={t('okr.initiatives.none')}
          action={
            mayEdit && (
              <Button icon="plus" onClick={() => setEdited('new')}>
                {t('okr.initiative.add')}
              </Button>
            )
          }
        >
          {t('okr.initiatives.explained')}
        </EmptyState>
      )}
      <ReorderSaid said={reorder.said} />
      {edited && (
        <Suspense>
          <InitiativeEditor
            objective={objective}
            initiative={edited === 'new' ? undefined : edited}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      )}
    </section>
  )
}
