// Numbers by hand: a row for each KPI, a column for each period; typed or pasted from a spreadsheet, saved at once.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { periodOf, previousPeriod, type WorkCalendar } from '../../../core/kpi/periods.ts'
import type { Frequency } from '../../../core/kpi/types.ts'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { frequencyWords } from '../../app/kpi-words.ts'
import { useT } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import { useSession } from '../../app/session.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { NumberGrid } from './number-grid.tsx'
import { useUsualFrequency } from './usual-frequency.ts'

const frequencies = ['day', 'week', 'month', 'quarter'] as const
const shownPeriods = 8

export const NumbersScreen = () => {
  const t = useT()
  const navigate = useNavigate()
  const { workspace, today } = useSession()
  const usual = useUsualFrequency(frequencies)
  const search = useSearch({ from: '/inside/kpis/numbers' })
  const { frequency = usual ?? 'week', to: asked } = search
  const calendar = workspace as WorkCalendar
  const to = asked !== undefined && asked < today ? asked : today
  const from = firstOf(to, frequency, calendar)
  const go = (search: { frequency?: Frequency; to?: IsoDate | undefined }) => {
    const { to: until, ...rest } = { frequency, ...search }
    void navigate({ to: '/kpis/numbers', search: { ...rest, ...(until ? { to: until } : {}) } })
  }
  const later = addDays(periodOf(to, frequency, calendar).end, 1)
  const isNewest = later > today
  return (
    <>
      <PageHeader
        trail={{
          label: t('kpi.trail'),
          steps: [{ label: t('kpi.board.title'), href: '/kpis' }],
          link: RouterLink,
        }}
        title={t('kpi.numbers.title')}
        meta={t('kpi.numbers.note')}
        actions={
          <>
            <IconButton
              icon="chevron-left"
              label={t('kpi.numbers.earlier')}
              onClick={() => go({ to: addDays(from, -1) })}
            />
            <IconButton
              icon="chevron-right"
              label={t('kpi.numbers.later')}
              disabled={isNewest}
              onClick={() => go({ to: lastOf(later, frequency, calendar, today) })}
            />
            <Segmented
              label={t('kpi.form.frequency')}
              value={frequency}
              onChange={(value) => go({ frequency: value, to: undefined })}
              options={frequencies.map((value) => ({ value, label: t(frequencyWords[value]) }))}
            />
          </>
        }
      />
      {search.frequency || usual ? (
        <Loaded key={`${frequency} ${from}`} frequency={frequency} from={from} to={to} />
      ) : (
        <Skeleton className="h-80" />
      )}
    </>
  )
}

type LoadedProps = { frequency: Frequency; from: IsoDate; to: IsoDate }

const Loaded = ({ frequency, from, to }: LoadedProps) => {
  const t = useT()
  const told = useTold()
  const grid = useQuery(api.measurementGrid.read.queryOptions({ input: { frequency, from, to } }))
  if (grid.isError) return <Notice tone="wrong">{told(grid.error).detail}</Notice>
  if (!grid.data) return <Skeleton className="h-80" />
  if (grid.data.items.length === 0)
    return (
      <EmptyState title={t('kpi.numbers.empty')}>
        <p>{t('kpi.numbers.empty_text')}</p>
      </EmptyState>
    )
  return (
    <NumberGrid
      frequency={frequency}
      rows={grid.data.items}
      starts={grid.data.periods.map(({ start }) => start)}
    />
  )
}

/** The first day of the grid whose last period holds the day. */
function firstOf(day: IsoDate, frequency: Frequency, calendar: WorkCalendar): IsoDate {
  let period = periodOf(day, frequency, calendar)
  for (let count = 1; count < shownPeriods; count++) period = previousPeriod(period, frequency, calendar)
  return period.start
}

/** A day of the last period of the grid that begins with the day, today at the latest. */
function lastOf(day: IsoDate, frequency: Frequency, calendar: WorkCalendar, today: IsoDate): IsoDate {
  let last = periodOf(day, frequency, calendar)
  for (let count = 1; count < shownPeriods; count++)
    last = periodOf(addDays(last.end, 1), frequency, calendar)
  return last.end < today ? last.end : today
}
