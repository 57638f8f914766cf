// The page of a KPI: the KPI itself, and beside each key result that reads it what the loop has to say of it.
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { KpiScreen } from '../features/kpi/kpi-screen.tsx'

// Only a KPI that a key result reads has something to prove and to hand over.
const ProofCard = lazy(() =>
  import('../features/loop/proof-card.tsx').then((m) => ({ default: m.ProofCard })),
)
const HandOverCard = lazy(() =>
  import('../features/loop/hand-over-card.tsx').then((m) => ({ default: m.HandOverCard })),
)

const BetsCard = lazy(() => import('../features/loop/bets-card.tsx').then((m) => ({ default: m.BetsCard })))

export const KpiRoute = () => {
  const { kpiId } = useParams({ from: '/inside/kpis/$kpiId' })
  return (
    <KpiScreen
      key={kpiId}
      kpiId={kpiId}
      bets={<BetsCard kpiId={kpiId} />}
      proofFor={(keyResultId) => (
        <>
          <Suspense>
            <ProofCard keyResultId={keyResultId} />
            <HandOverCard keyResultId={keyResultId} />
          </Suspense>
        </>
      )}
    />
  )
}
