// The review page: OKR's screen with the loop's proof of each key result that is bound to a KPI.

import { ProofCard } from '../features/loop/proof-card.tsx'
import { ReviewScreen } from '../features/okr/review-screen.tsx'

export const ReviewRoute = () => (
  <ReviewScreen proofFor={(keyResultId) => <ProofCard keyResultId={keyResultId} />} />
)
