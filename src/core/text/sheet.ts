// A table on its way out to a spreadsheet, whatever the file's form.
import type { IsoDate } from '../calendar/iso-date.ts'

/** A text, a number that is not rounded, a day, or nothing. */
export type Cell = string | number | { date: IsoDate } | null

/** A table with the name of its tab; the first row is the head. */
export type Sheet = { name: string; rows: readonly (readonly Cell[])[] }

/**
 * Names that Excel takes for tabs: at most 31 characters, none of \ / ? * [ ] :, no apostrophe at an end, not empty,
 * and no two the same but for case; a repeated one is numbered.
 */
export function tabNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const plain =
      name
        .replace(/[\\/?*[\]:]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || '–'
    for (let count = 1; ; count++) {
      const end = count === 1 ? '' : ` ${count}`
      const tab = plain.slice(0, 31 - end.length).trim() + end
      if (taken.has(tab.toLocaleLowerCase())) continue
      taken.add(tab.toLocaleLowerCase())
      return tab
    }
  })
}
