// One cell of an imported table as a number, or as a moment of the workspace's clock.
import { isIsoDate } from '../calendar/iso-date.ts'
import { type NumberLocale, parseNumber } from '../text/parse-number.ts'

/** Text as it was written, or a number of a spreadsheet or a database, which needs no reading. */
export type Cell = string | number

/** The number in a cell, null when the cell is empty, undefined when it is none. */
export function readNumber(cell: Cell, style: NumberLocale): number | null | undefined {
  if (typeof cell === 'number') return cell
  const read = parseNumber(cell, style)
  if (read.ok) return read.number.value
  return read.code === 'empty' ? null : undefined
}

/**
 * How a column writes its decimals. A dot or a comma before other than three digits can only begin decimals; where
 * nothing tells, the reader's own way.
 */
export function numberStyle(cells: Cell[], locale: NumberLocale): NumberLocale {
  const texts = cells.filter((cell) => typeof cell === 'string')
  const tells = (mark: string) => new RegExp(`^[^.,]*\\d\\${mark}(\\d{1,2}|\\d{4,})(\\D|$)`)
  if (texts.some((text) => tells(',').test(text) || /\.\d{3},\d/.test(text))) return 'vi'
  return texts.some((text) => tells('.').test(text) || /,\d{3}\.\d/.test(text)) ? 'en' : locale
}

const instant = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const ours = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(\d{1,2}:\d{2}(?::\d{2})?))?$/
const month = /^(?:(\d{4})-(\d{1,2})|(\d{1,2})\/(\d{4}))$/

/**
 * A date or an instant as the API takes it: ISO, or day before month (22/06/2026 08:30), or a month (06/2026), which
 * means its first day. A time without an offset is the workspace's. Null for anything else.
 */
export function readMoment(cell: Cell, timeZone: string): string | null {
  const text = String(cell).trim()
  if (isIsoDate(text)) return text
  const iso = instant.exec(text)
  if (iso) return momentOf(iso[1], iso[2], iso[3], timeZone)
  const local = ours.exec(text)
  if (local) return momentOf(`${local[3]}-${pad(local[2])}-${pad(local[1])}`, local[4], undefined, timeZone)
  const first = month.exec(text)
  return first
    ? momentOf(`${first[1] ?? first[4]}-${pad(first[2] ?? first[3])}-01`, undefined, undefined, timeZone)
    : null
}

const pad = (part = '') => part.padStart(2, '0')

function momentOf(
  day = '',
  time: string | undefined,
  offset: string | undefined,
  timeZone: string,
): string | null {
  if (!isIsoDate(day)) return null
  if (time === undefined) return day
  const [hours = '', minutes = '', seconds = '00'] = time.split(':')
  const wall = `${day}T${pad(hours)}:${minutes}:${seconds}`
  const utc = Date.parse(`${wall}Z`)
  if (Number.isNaN(utc)) return null
  const epoch = offset === undefined ? utc - offsetOf(utc, timeZone) : Date.parse(wall + withColon(offset))
  return Number.isNaN(epoch) ? null : new Date(epoch).toISOString()
}

const withColon = (offset: string) => offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')

const clocks = new Map<string, Intl.DateTimeFormat>()

/** How far the zone's clock is ahead of UTC when it shows this wall time, in milliseconds. */
function offsetOf(wall: number, timeZone: string): number {
  const guess = offsetAt(wall, timeZone)
  return offsetAt(wall - guess, timeZone)
}

function offsetAt(epoch: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    clocks.set(timeZone, clock)
  }
  return Date.parse(`${clock.format(epoch).replace(' ', 'T')}Z`) - epoch
}
