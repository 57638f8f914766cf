// The objective's page: OKR's screen with the loop's proof of each key result that is bound to a KPI.
import { lazy, Suspense } from 'react'
import { ObjectiveScreen } from '../features/okr/objective-screen.tsx'
import { loadMessages } from './language.tsx'

const ProofCard = lazy(async () => {
  await loadMessages('proof')
  return { default: (await import('../features/loop/proof-card.tsx')).ProofCard }
})

export const ObjectiveRoute = () => (
  <ObjectiveScreen
    proofFor={(keyResultId) => (
      <Suspense>
        <ProofCard keyResultId={keyResultId} />
      </Suspense>
    )}
  />
)
