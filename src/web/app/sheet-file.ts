// Tables as files for spreadsheets. What writes XLSX is fetched when the first such file is asked for.
import { toCsv } from '../../core/text/csv.ts'
import { type Cell, type Sheet, tabNames } from '../../core/text/sheet.ts'
import { useToast } from '../ui/toast.tsx'
import { useTold } from './change.ts'
import { download } from './download.ts'

export type SheetForm = 'csv' | 'xlsx'

/** Gathers the tables and gives them as a file, or says why there is none. */
export function useSheetDownload() {
  const toast = useToast()
  const told = useTold()
  return async (name: string, form: SheetForm, gather: () => Promise<readonly Sheet[]>): Promise<void> => {
    try {
      await downloadSheets(name, form, await gather())
    } catch (error) {
      toast({ message: told(error).detail ?? String(error), isError: true })
    }
  }
}

/** A CSV holds the first table only. */
async function downloadSheets(name: string, form: SheetForm, sheets: readonly Sheet[]): Promise<void> {
  if (form === 'csv') return download(`${name}.csv`, toCsv(sheets[0]?.rows ?? []), 'text/csv')
  const { default: write } = await import('write-excel-file/browser')
  const tabs = tabNames(sheets.map((sheet) => sheet.name))
  const blob = await write(
    sheets.map(({ rows }, index) => ({
      sheet: tabs[index] ?? '',
      data: rows.map((row, place) => row.map((cell) => xlsxCell(cell, place === 0))),
      stickyRowsCount: 1,
      columns: (rows[0] ?? []).map(() => ({ width: 18 })),
    })),
  ).toBlob()
  download(`${name}.xlsx`, blob, blob.type)
}

/** Texts are typed as text, which no spreadsheet runs as a formula. */
function xlsxCell(cell: Cell, isHead: boolean) {
  if (cell === null) return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  if (typeof cell === 'object')
    return { value: new Date(`${cell.date}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  return { value: cell, type: String, ...(isHead ? { fontWeight: 'bold' as const } : {}) }
}
