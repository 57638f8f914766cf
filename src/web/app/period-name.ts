// The names of a KPI's periods in the reader's language and the organisation's calendar.
import { useMemo } from 'react'
import type { WorkCalendar } from '../../core/kpi/periods.ts'
import type { Frequency } from '../../core/kpi/types.ts'
import { type PeriodNames, periodNames } from '../../i18n/period-names.ts'
import { useFormat } from './format.ts'
import { useT } from './language.tsx'
import { useSession } from './session.tsx'

export function usePeriodNames(frequency: Frequency): PeriodNames {
  const t = useT()
  const format = useFormat()
  const { workspace } = useSession()
  return useMemo(
    () => periodNames(frequency, workspace as WorkCalendar, t, format),
    [frequency, workspace, t, format],
  )
}
