// "Làm sao biết ta đã đến?" on the objective's page.
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { KeyResultCard } from './key-result-card.tsx'
import { Question } from './question.tsx'

// An editor is needed once someone edits.
const KeyResultEditor = lazy(() =>
  import('./key-result-editor.tsx').then((m) => ({ default: m.KeyResultEditor })),
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
          {keyResults.map((keyResult) => (
            <KeyResultCard
              key={keyResult.id}
              keyResult={keyResult}
              objective={objective}
              mayEdit={mayEdit}
              proof={keyResult.kpi && proofFor?.(keyResult.id)}
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
      <Suspense>
        {isAdding && <KeyResultEditor objective={objective} onClose={() => setIsAdding(false)} />}
      </Suspense>
    </section>
  )
}
