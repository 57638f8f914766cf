// What a cycle or a unit in it comes to, opened to the objectives that went in.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import type { Ambition } from '../../../core/okr/rollup.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Why } from '../../ui/why.tsx'

const ToldExplanation = later(() => import('./explain.tsx').then((m) => m.ToldExplanation))

type Of = {
  cycleId: string
  /** Of one unit, or `none` for the objectives of no unit; left out, the whole cycle. */
  unitId?: string | undefined
  ambition: Ambition
  figure: 'progress' | 'expected'
  asOf?: string | undefined
}

export const WhyRollup = ({ children, ...of }: Of & { children: ReactNode }) => {
  const t = useT()
  const label = t(of.figure === 'progress' ? 'okr.summary.why' : 'okr.explain.expected')
  return (
    <Why label={label} explanation={<Explanation {...of} />}>
      {children}
    </Why>
  )
}

const Explanation = ({ cycleId, unitId, ambition, figure, asOf }: Of) => {
  const { data } = useQuery(api.cycles.explain.queryOptions({ input: { id: cycleId, unitId, asOf } }))
  const explained = data?.[ambition]?.[figure]
  const waiting = <Skeleton className="h-20 w-full" />
  return (
    <Suspense fallback={waiting}>{explained ? <ToldExplanation explained={explained} /> : waiting}</Suspense>
  )
}
