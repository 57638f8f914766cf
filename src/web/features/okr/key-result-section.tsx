// "Làm sao biết ta đã đến?" on the objective's page.
import { type ReactNode, Suspense, useState } from 'react'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DragHandle, ReorderSaid, useReorder } from '../../ui/reorder.tsx'
import { KeyResultCard } from './key-result-card.tsx'
import { Question } from './question.tsx'

// An editor is needed once someone edits.
const KeyResultEditor = later(
  () => import('./key-result-editor.tsx').then((m) => m.KeyResultEditor),
  'writing',
  'merge',
)

type Props = {
  objective: ObjectiveWholeView
  mayEdit: boolean
  proofFor: ((keyResultId: string) => ReactNode) | undefined
}

export const KeyResultSection = ({ objective, mayEdit, proofFor }: Props) => {
  const t = useT()
  const [isAdding, setIsAdding] = useState(false)
  const { keyResults } = objective
  const act = useAct()
  const reorder = useReorder({
    ids: keyResults.map(({ id }) => id),
    onMove: (id, beside) => act(() => client.keyResults.move({ id, ...beside })),
    say: (place, count) => t('objective.order.said', { place, count }),
  })
  const inOrder = reorder.order.flatMap((id) => keyResults.find((keyResult) => keyResult.id === id) ?? [])
  return (
    <section className="mt-7">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-3">
        <Question question={t('okr.question.how')} name={t('okr.key_results')} />
        {mayEdit && keyResults.length > 0 && (
          <Button size="sm" look="quiet" icon="plus" onClick={() => setIsAdding(true)}>
            {t('okr.key_result.add')}
          </Button>
        )}
      </div>
      {keyResults.length > 0 ? (
        <ul className="divide-y rounded-md border bg-surface">
          {inOrder.map((keyResult) => (
            <KeyResultCard
              key={keyResult.id}
              keyResult={keyResult}
              objective={objective}
              mayEdit={mayEdit}
              proof={keyResult.kpi?.name && proofFor?.(keyResult.id)}
              itemRef={reorder.itemRef(keyResult.id)}
              isDragged={reorder.dragged === keyResult.id}
              handle={
                mayEdit &&
                keyResults.length > 1 && (
                  <DragHandle
                    {...reorder.handleProps(keyResult.id)}
                    label={t('objective.order.handle', { title: keyResult.title })}
                    hint={t('objective.order.hint')}
                  />
                )
              }
            />
          ))}
        </ul>
      ) : (
        <EmptyState
          title={t('okr.key_results.none')}
          action={
            mayEdit && (
              <Button look="primary" icon="plus" onClick={() => setIsAdding(true)}>
                {t('okr.key_result.add')}
              </Button>
            )
          }
        >
          {t('okr.key_results.none_text')}
        </EmptyState>
      )}
      <ReorderSaid said={reorder.said} />
      <Suspense>
        {isAdding && <KeyResultEditor objective={objective} onClose={() => setIsAdding(false)} />}
      </Suspense>
    </section>
  )
}
