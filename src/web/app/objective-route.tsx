// The objective's page: OKR's screen with the loop's proof of each key result that is bound to a KPI.

import { ProofCard } from '../features/loop/proof-card.tsx'
import { ObjectiveScreen } from '../features/okr/objective-screen.tsx'

export const ObjectiveRoute = () => (
  <ObjectiveScreen proofFor={(keyResultId) => <ProofCard keyResultId={keyResultId} />} />
)
