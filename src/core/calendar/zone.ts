// Between instants and the calendar dates of a time zone. The one place of core that needs Temporal.
import { fromDayNumber, type Instant, type IsoDate, isIsoDate } from './iso-date.ts'

const MS_PER_DAY = 86_400_000
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** Whether the text is an ISO 8601 instant that exists, with `Z` or an offset: without one it means no instant. */
export function isInstant(text: string): boolean {
  const match = INSTANT.exec(text)
  return match?.[1] !== undefined && isIsoDate(match[1])
}

/** Whether the time zone is known by its IANA name, such as `Asia/Ho_Chi_Minh`. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/** The calendar date in the zone at that instant. The instant and the zone must be valid. */
export function localDate(instant: Instant, zone: string): IsoDate {
  return fromDayNumber(localDayNumber(Date.parse(instant), zone))
}

/** As `localDate`, from milliseconds since 1970 to days since 1970: for long lists of measurements. */
export function localDayNumber(epochMs: number, zone: string): number {
  return Math.floor((epochMs + offsetAt(epochMs, zone)) / MS_PER_DAY)
}

/** The first instant of that date in the zone, in UTC. Where clocks skip midnight, the first one that exists. */
export function startOfDate(date: IsoDate, zone: string): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString()
}

/** When the zone's clock shows that time of day, `HH:MM`: the first time of two, and as much later as a clock skips it. */
export function instantAt(date: IsoDate, time: string, zone: string): Instant {
  const moment = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time })
  return new Date(moment.epochMilliseconds).toISOString()
}

/** Whether the clocks of two zones show the same time at every instant from the one to the other, both included. */
export function doClocksAgree(one: string, other: string, from: Instant, to: Instant): boolean {
  const last = Date.parse(to)
  for (let at = Date.parse(from); at <= last; ) {
    const [a, b] = [readStretch(at, one), readStretch(at, other)]
    if (a.offset !== b.offset) return false
    at = Math.min(a.before, b.before)
  }
  return true
}

/** A stretch between two changes of a zone's clock, over which its offset is constant. */
type OffsetStretch = { from: number; before: number; offset: number }

const stretchesByZone = new Map<string, OffsetStretch[]>()

function offsetAt(epochMs: number, zone: string): number {
  let stretches = stretchesByZone.get(zone)
  if (stretches === undefined) {
    stretches = []
    stretchesByZone.set(zone, stretches)
  }
  const known = stretches.findIndex(({ from, before }) => from <= epochMs && epochMs < before)
  const stretch = stretches[known] ?? readStretch(epochMs, zone)
  // The newest hit stands first: measurements that come together lie together.
  if (known > 0) stretches.splice(known, 1)
  if (known !== 0) stretches.unshift(stretch)
  return stretch.offset
}

function readStretch(epochMs: number, zone: string): OffsetStretch {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toZonedDateTimeISO(zone)
  const next = zoned.getTimeZoneTransition('next')
  // 'previous' looks strictly before, so ask from just after: a change at this very instant opens the stretch.
  const previous = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  return {
    from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    before: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: zoned.offsetNanoseconds / 1e6,
  }
}
