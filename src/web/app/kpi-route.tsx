// The page of a KPI: the KPI itself, and beside each key result that reads it what the loop has to say of it.
import { useParams, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import { KpiScreen } from '../features/kpi/kpi-screen.tsx'
import { later } from './later.ts'

// Only a KPI that a key result reads has something to prove and to hand over.
const ProofCard = later(() => import('../features/loop/proof-card.tsx').then((m) => m.ProofCard), 'proof')
const HandOverCard = later(
  () => import('../features/loop/hand-over-card.tsx').then((m) => m.HandOverCard),
  'cards',
)

const BetsCard = later(
  () => import('../features/loop/bets-card.tsx').then((m) => m.BetsCard),
  'cards',
  'proof',
)

export const KpiRoute = () => {
  const { kpiId } = useParams({ from: '/inside/kpis/$kpiId' })
  const { asOf } = useSearch({ from: '/inside/kpis/$kpiId' })
  return (
    <KpiScreen
      key={kpiId}
      kpiId={kpiId}
      asOf={asOf}
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
