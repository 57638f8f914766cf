// Names of weekdays and months in the reader's language, as options of a select.
import { useMemo } from 'react'
import { useLanguage } from './language.tsx'

type Option = { value: string; label: string }

function useNames(
  count: number,
  format: Intl.DateTimeFormatOptions,
  dateOf: (index: number) => Date,
): Option[] {
  const { locale } = useLanguage()
  return useMemo(() => {
    const names = new Intl.DateTimeFormat(locale, { ...format, timeZone: 'UTC' })
    return Array.from({ length: count }, (_, index) => ({
      value: String(index + 1),
      label: names.format(dateOf(index)),
    }))
  }, [locale, count, format, dateOf])
}

const weekday: Intl.DateTimeFormatOptions = { weekday: 'long' }
const month: Intl.DateTimeFormatOptions = { month: 'long' }
// 1 January 2024 was a Monday.
const dayOf = (index: number) => new Date(Date.UTC(2024, 0, 1 + index))
const monthOf = (index: number) => new Date(Date.UTC(2024, index, 1))

export const useWeekdays = (): Option[] => useNames(7, weekday, dayOf)
export const useMonths = (): Option[] => useNames(12, month, monthOf)
