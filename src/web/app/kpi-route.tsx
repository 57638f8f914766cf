// The page of a KPI: the KPI itself, and beside each key result that reads it what the loop has to say of it.
import { useParams } from '@tanstack/react-router'
import { KpiScreen } from '../features/kpi/kpi-screen.tsx'
import { HandOverCard } from '../features/loop/hand-over-card.tsx'
import { ProofCard } from '../features/loop/proof-card.tsx'

export const KpiRoute = () => {
  const { kpiId } = useParams({ from: '/inside/kpis/$kpiId' })
  return (
    <KpiScreen
      key={kpiId}
      kpiId={kpiId}
      proofFor={(keyResultId) => (
        <>
          <ProofCard keyResultId={keyResultId} />
          <HandOverCard keyResultId={keyResultId} />
        </>
      )}
    />
  )
}
