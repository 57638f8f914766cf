// Comma-separated values for spreadsheets, the one way out of the product as CSV.
import type { Cell } from './sheet.ts'

/**
 * Rows as CSV (RFC 4180) with a byte order mark, so that Excel reads Vietnamese. A text that a spreadsheet would run as a
 * formula (it begins with = + - @, a tab or a return, and is no number) is led by an apostrophe (OWASP, "CSV injection").
 * Numbers keep every digit; dates are ISO 8601; null is empty.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object') return value.date
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+([.,]\d+)?%?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe
}
