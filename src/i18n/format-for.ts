// Numbers, dates and times as a reader of the language writes them: for screens and for what the server draws.
import { dateParts, daysBetween, type IsoDate } from '../core/calendar/iso-date.ts'
import { formatNumber } from '../core/text/format-number.ts'
import type { Locale } from './translator.ts'

export type Format = ReturnType<typeof makeFormat>

const made = new Map<string, Format>()

/** Instants are told in the organisation's time zone; before one is signed in, in the device's. */
export function formatFor(locale: Locale, timeZone?: string): Format {
  const key = `${locale} ${timeZone}`
  const format = made.get(key) ?? makeFormat(locale, timeZone)
  made.set(key, format)
  return format
}

/** Made when first needed, and once: each of the formatters of a language takes milliseconds to make. */
function onceMade<T>(make: () => T): () => T {
  let known: T | undefined
  return () => {
    known ??= make()
    return known
  }
}

function makeFormat(locale: Locale, timeZone?: string) {
  const zone = timeZone === undefined ? {} : { timeZone }
  const relative = onceMade(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const clock = onceMade(
    () => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone }),
  )
  // This locale writes yyyy-mm-dd.
  const calendar = onceMade(
    () => new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone }),
  )
  /** dd/mm/yyyy in Vietnamese. */
  const dayOf = (year: number, month: number, day: number) => {
    const [dd, mm] = [String(day).padStart(2, '0'), String(month).padStart(2, '0')]
    return locale === 'vi' ? `${dd}/${mm}/${year}` : `${day} ${monthName(month)} ${year}`
  }
  return {
    /** A figure with its unit: `48 phút`, `15 tỷ ₫`. */
    value: (value: number | null, unit = '', precision?: number, isCompact = false) =>
      value === null
        ? '–'
        : formatNumber(value, {
            locale,
            unit,
            ...(precision === undefined ? {} : { precision }),
            ...(isCompact ? { isCompact } : {}),
          }),
    number: (value: number | null, precision?: number) =>
      value === null
        ? '–'
        : formatNumber(value, { locale, ...(precision === undefined ? {} : { precision }) }),
    /** Progress as people read it: 0.69 is 69%. */
    percent: (share: number | null) =>
      share === null ? '–' : formatNumber(share * 100, { locale, precision: 0, unit: '%' }),
    date: (date: IsoDate) => {
      const { year, month, day } = dateParts(date)
      return dayOf(year, month, day)
    },
    /** Day and month only. */
    day: (date: IsoDate) => {
      const { month, day } = dateParts(date)
      return locale === 'vi'
        ? `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}`
        : `${day} ${monthName(month)}`
    },
    /** Clock and day: `14:47 23/11/2026`. */
    time: (instant: string) => {
      const at = new Date(instant)
      const { year, month, day } = dateParts(calendar().format(at))
      return `${clock().format(at)} ${dayOf(year, month, day)}`
    },
    /** How long ago, or how far ahead, in the largest unit that fits; from a day on by the calendar. */
    ago: (instant: string, now = Date.now()) => {
      const minutes = Math.round((Date.parse(instant) - now) / 60_000)
      if (minutes === 0) return relative().format(0, 'second')
      if (Math.abs(minutes) < 60) return relative().format(minutes, 'minute')
      const hours = Math.round(minutes / 60)
      return Math.abs(hours) < 24
        ? relative().format(hours, 'hour')
        : relative().format(
            daysBetween(calendar().format(now), calendar().format(Date.parse(instant))),
            'day',
          )
    },
    daysFrom: (date: IsoDate, today: IsoDate) => relative().format(daysBetween(today, date), 'day'),
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const monthName = (month: number) => months[month - 1] ?? ''
