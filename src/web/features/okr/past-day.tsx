// The day that one looks back to, and what is said of it.
import type { ReactNode } from 'react'
import { addDays } from '../../../core/calendar/iso-date.ts'
import { startOfDate } from '../../../core/calendar/zone.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { DateField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'

/** A day that is over; a week ago where none is asked for. `asOf`: its last instant, where the organisation is. */
export function usePastDay(asked: string | undefined) {
  const { today, workspace } = useSession()
  const latest = addDays(today, -1)
  const on = asked === undefined ? addDays(today, -7) : asked < latest ? asked : latest
  const asOf = new Date(Date.parse(startOfDate(addDays(on, 1), workspace.timeZone)) - 1).toISOString()
  return { on, asOf, latest }
}

export const PastDay = ({
  on,
  latest,
  onDay,
}: {
  on: string
  latest: string
  onDay: (day: string) => void
}) => {
  const t = useT()
  return (
    <div className="w-48 max-w-full">
      <DateField
        frame={{ label: t('hindsight.day') }}
        value={on}
        max={latest}
        onChange={(event) => event.target.value && onDay(event.target.value)}
      />
    </div>
  )
}

/** `back`: the link to the same as it is now. */
export const PastNotice = ({ on, back }: { on: string; back: ReactNode }) => {
  const t = useT()
  const format = useFormat()
  return (
    <Notice tone="attention" action={back}>
      {t('hindsight.notice', { date: format.date(on) })}
    </Notice>
  )
}
