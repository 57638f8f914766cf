/** The time zones that this browser knows, with the usual ones first. */
export function timeZones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const usual = [
    'Asia/Ho_Chi_Minh',
    own,
    'Asia/Bangkok',
    'Asia/Singapore',
    'Asia/Tokyo',
    'Europe/Berlin',
    'UTC',
  ]
  return [...new Set([...usual, ...Intl.supportedValuesOf('timeZone')])]
}
