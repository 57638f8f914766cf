// One objective: where to, how we know, what we do.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect } from 'react'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { useNames } from '../../app/names.ts'
import { useRights } from '../../app/rights.ts'
import { RouterLink } from '../../app/router-link.tsx'
import { useSession } from '../../app/session.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { KeyResultSection } from './key-result-section.tsx'
import { ObjectiveFacts, ObjectiveReason, ObjectiveTitle } from './objective-head.tsx'
import { ObjectiveStateNotice } from './objective-state-notice.tsx'

// Below and beside the key results: these come after the page stands.
const ObjectiveAside = later(
  () => import('./objective-aside.tsx').then((m) => m.ObjectiveAside),
  'pace',
  'objective',
)
const ChangeHistory = later(() => import('./change-history.tsx').then((m) => m.ChangeHistory), 'objective')
const InitiativeSection = later(
  () => import('./initiative-section.tsx').then((m) => m.InitiativeSection),
  'writing',
  'objective',
)
const Discussion = later(() => import('./discussion.tsx').then((m) => m.Discussion), 'objective')

const route = getRouteApi('/inside/okrs/$objectiveId')

type Props = {
  /** The proof of a key result that is bound to a KPI, where the page is given one. */
  proofFor?: (keyResultId: string) => ReactNode
}

export const ObjectiveScreen = ({ proofFor }: Props) => {
  const { objectiveId } = route.useParams()
  const { data: objective, error } = useQuery(api.objectives.get.queryOptions({ input: { id: objectiveId } }))
  if (error && !objective) throw error
  if (!objective) return <Waiting />
  return <Whole objective={objective} proofFor={proofFor} />
}

const Whole = ({ objective, proofFor }: { objective: ObjectiveWholeView; proofFor: Props['proofFor'] }) => {
  const t = useT()
  const names = useNames()
  const mayTouch = useRights()
  const { member } = useSession()
  const { cycle, ownerId, unitId } = objective
  const isOpen = cycle.state !== 'closed' && objective.archivedAt === null
  const item = { ownerIds: [ownerId], unitId }
  const mayEdit = isOpen && mayTouch('objective.edit', item)
  const mayCreate = mayTouch('objective.create', { ownerIds: [member.id], unitId })
  useScrollToHash()
  const steps = [
    { label: t('okr.title'), href: '/okrs' },
    { label: cycle.name, href: `/okrs?cycle=${cycle.id}` },
    ...(unitId ? [{ label: names.unit(unitId), href: `/okrs?cycle=${cycle.id}&unit=${unitId}` }] : []),
  ]
  return (
    <>
      <PageHeader
        trail={{ label: t('okr.trail'), steps, link: RouterLink }}
        name={objective.title}
        title={<ObjectiveTitle objective={objective} mayEdit={mayEdit} />}
      />
      <ObjectiveStateNotice objective={objective} mayRestore={mayTouch('objective.archive', item)} />
      <ObjectiveFacts objective={objective} mayEdit={mayEdit} mayCreate={mayCreate} />
      <div className="grid gap-x-6 lg:grid-cols-[minmax(0,1fr)_18.75rem]">
        <div className="min-w-0">
          <ObjectiveReason objective={objective} mayEdit={mayEdit} />
          <KeyResultSection objective={objective} mayEdit={mayEdit} proofFor={proofFor} />
          <Suspense>
            <InitiativeSection objective={objective} mayEdit={mayEdit} />
            <Discussion objective={objective} mayTalk={isOpen && mayTouch('comment.create')} />
            <ChangeHistory objectiveId={objective.id} />
          </Suspense>
        </div>
        <Suspense fallback={<Skeleton className="mt-7 h-80" />}>
          <ObjectiveAside objective={objective} mayEdit={mayEdit} />
        </Suspense>
      </div>
    </>
  )
}

const Waiting = () => (
  <div aria-busy="true" className="grid gap-4">
    <Skeleton className="h-8 w-3/4" />
    <Skeleton className="h-6 w-64" />
    <Skeleton className="mt-6 h-64 w-full" />
    <Skeleton className="h-40 w-full" />
  </div>
)

/** The address may name a key result: once it is drawn, go there. */
function useScrollToHash(): void {
  useEffect(() => {
    const id = window.location.hash.slice(1)
    if (id) document.getElementById(id)?.scrollIntoView({ block: 'center' })
  }, [])
}
