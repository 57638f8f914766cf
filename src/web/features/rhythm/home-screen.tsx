// "Nhịp tuần này": what needs me, which changes are real, what happened.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { HomeView } from '../../../contract/rhythm.ts'
import { CheckInList } from '../../app/check-in-list.tsx'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { PageHeader, SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { FirstSteps } from './first-steps.tsx'
import { HappeningList } from './happening-list.tsx'
import { SignalCard } from './signal-card.tsx'

const secondsEach = 8

export const HomeScreen = () => {
  const t = useT()
  const { data: home } = useQuery(api.home.get.queryOptions({ input: {} }))
  const { data: kpis } = useQuery(api.kpis.list.queryOptions({ input: { limit: 1 } }))
  const { data: objectives } = useQuery(api.objectives.list.queryOptions({ input: { limit: 1 } }))
  if (!home || !kpis || !objectives) return <Waiting />
  const hasKpi = kpis.items.length > 0
  const hasObjective = objectives.items.length > 0
  const isNew = !hasKpi || !hasObjective
  return (
    <>
      <PageHeader
        title={t('rhythm.home.title')}
        meta={<CycleLines cycles={home.cycles} />}
        actions={
          home.due.length > 1 && (
            <Link to="/check-in" className={buttonClass('primary')}>
              {t('rhythm.home.check_in_all')}
              <span className="max-md:hidden">
                <Kbd>U</Kbd>
              </span>
            </Link>
          )
        }
      />
      {isNew && <FirstSteps hasKpi={hasKpi} hasObjective={hasObjective} />}
      {(!isNew || home.due.length > 0) && <Due due={home.due} />}
      {home.signals.length > 0 && <Signals signals={home.signals} />}
      {home.happenings.length > 0 && <HappeningList happenings={home.happenings} />}
    </>
  )
}

const Waiting = () => {
  const t = useT()
  return (
    <div aria-busy="true">
      <PageHeader title={t('rhythm.home.title')} />
      <Skeleton className="mt-7 mb-2 h-5 w-40" />
      <Skeleton className="h-56 w-full" />
      <Skeleton className="mt-7 mb-2 h-5 w-40" />
      <Skeleton className="h-40 w-full" />
    </div>
  )
}

const CycleLines = ({ cycles }: Pick<HomeView, 'cycles'>) => {
  const t = useT()
  return cycles.map(({ id, name, week, weeks, daysLeft }) => (
    <p key={id}>
      <Link to="/okrs" search={{ cycle: id }} className="hover:text-ink hover:underline">
        {t('rhythm.home.cycle', { week, weeks, name, daysLeft })}
      </Link>
    </p>
  ))
}

const Due = ({ due }: Pick<HomeView, 'due'>) => {
  const t = useT()
  const note =
    due.length > 0
      ? t('rhythm.home.due_note', { count: due.length, seconds: due.length * secondsEach })
      : undefined
  return (
    <section aria-label={t('rhythm.home.due')}>
      <SectionTitle note={note}>{t('rhythm.home.due')}</SectionTitle>
      {/* The list stays while something in it was published, so that nothing jumps. */}
      <CheckInList due={due} />
      {due.length === 0 && (
        <EmptyState title={t('rhythm.home.nothing_due')}>{t('rhythm.home.nothing_due_text')}</EmptyState>
      )}
    </section>
  )
}

const Signals = ({ signals }: Pick<HomeView, 'signals'>) => {
  const t = useT()
  return (
    <section aria-label={t('rhythm.home.signals')}>
      <SectionTitle note={t('rhythm.home.signals_note')}>{t('rhythm.home.signals')}</SectionTitle>
      <ul className="grid gap-4 lg:grid-cols-2">
        {[...Map.groupBy(signals, ({ kpiId }) => kpiId)].map(([kpiId, ofKpi]) => (
          <SignalCard key={kpiId} kpiId={kpiId} signals={ofKpi} />
        ))}
      </ul>
    </section>
  )
}
