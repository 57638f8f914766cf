// A file or pasted text as a table of cells. The readers of CSV and XLSX are fetched only when they are needed.

import type { Cell } from '../../../core/kpi/table-cells.ts'
import type { Table } from '../../../core/kpi/table-rows.ts'

/** Files beyond this are sent through the API, not through a browser's memory. */
export const mostBytes = 30_000_000

export async function readFile(file: File): Promise<Table> {
  return file.name.toLowerCase().endsWith('.xlsx') ? readWorkbook(file) : readText(await file.text())
}

/** Comma, semicolon or tab between the cells, whichever the text uses; quotes as in RFC 4180. */
export async function readText(text: string): Promise<Table> {
  const { parse } = await import('papaparse')
  const { data } = parse<string[]>(text.replace(/^\uFEFF/, '').trim(), { skipEmptyLines: 'greedy' })
  return tableOf(data.map((row) => row.map((cell) => cell.trim())))
}

async function readWorkbook(file: File): Promise<Table> {
  const { readSheet } = await import('read-excel-file/universal')
  const rows = (await readSheet(file)) as unknown[][]
  return tableOf(rows.map((row) => row.map(cellOf)).filter((row) => row.some((cell) => cell !== '')))
}

/** Spreadsheets know dates without a zone, as fractions of days: they come as the wall clock's text, to the second. */
function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return value
  if (value instanceof Date) {
    const toTheSecond = new Date(Math.round(value.getTime() / 1000) * 1000)
    return toTheSecond.toISOString().replace(/(T00:00:00)?\.000Z$/, '')
  }
  return value === null || value === undefined ? '' : String(value).trim()
}

/** The first row names the columns, unless it already holds a number: then they are numbered. */
export function tableOf(rows: Cell[][]): Table {
  const [first = [], ...rest] = rows
  const width = Math.max(0, ...rows.map((row) => row.length))
  const isHead =
    first.length > 0 && first.every((cell) => typeof cell === 'string' && !/^[\d\s.,:/+-]*$/.test(cell))
  const head = Array.from({ length: width }, (_, index) => (isHead ? String(first[index] ?? '') : ''))
  return {
    head: head.map((name, index) => name || `#${index + 1}`),
    rows: (isHead ? rest : rows).map((row) => Array.from({ length: width }, (_, index) => row[index] ?? '')),
  }
}
