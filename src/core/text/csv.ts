// Comma-separated values for spreadsheets, the one way out of the product for text that people wrote.

/**
 * Rows as CSV (RFC 4180) with a byte order mark, so that Excel reads Vietnamese. A text that a spreadsheet would run as a
 * formula (it begins with = + - @, a tab or a return, and is no number) is led by an apostrophe (OWASP, "CSV injection").
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?%?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe
}
