import type { Columns, Role, Table } from '../../../core/kpi/table-rows.ts'
import { useT } from '../../app/language.tsx'
import { Cell, Table as Grid, HeadCell } from '../../ui/table.tsx'
import { roleWords } from './import-columns-form.tsx'

const shownRows = 6

/** The first rows as they stand in the file, each used column named by what it is taken for. */
export const ImportPreview = ({ table, columns }: { table: Table; columns: Columns }) => {
  const t = useT()
  const roleOf = (index: number) => (Object.keys(columns) as Role[]).find((role) => columns[role] === index)
  return (
    <Grid
      caption={t('kpi.import.preview')}
      head={table.head.map((name, index) => {
        const role = roleOf(index)
        return (
          <HeadCell key={name} className="whitespace-nowrap">
            {name}
            <span className={`block text-xs ${role ? 'text-cham' : 'font-normal text-ink-3'}`}>
              {role ? t(roleWords[role]) : t('kpi.import.not_used')}
            </span>
          </HeadCell>
        )
      })}
    >
      {table.rows.slice(0, shownRows).map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
        <tr key={place}>
          {table.head.map((name, index) => (
            <Cell key={name} className={`whitespace-nowrap ${roleOf(index) ? '' : 'text-ink-3'}`}>
              {row[index]}
            </Cell>
          ))}
        </tr>
      ))}
    </Grid>
  )
}
