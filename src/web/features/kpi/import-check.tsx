// What was understood of a table, before anything is sent: its columns, its first rows, its faults.
import { useMemo, useState } from 'react'
import type { KpiView } from '../../../contract/kpi.ts'
import { numberStyle } from '../../../core/kpi/table-cells.ts'
import type { Columns, Table } from '../../../core/kpi/table-rows.ts'
import { readRows } from '../../../core/kpi/table-rows.ts'
import type { NumberLocale } from '../../../core/text/parse-number.ts'
import { client } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { DateField, SelectField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ImportColumns } from './import-columns-form.tsx'
import { ImportPreview } from './import-preview.tsx'
import { ImportProblems } from './import-problems.tsx'
import { ImportRun } from './import-run.tsx'

type ImportCheckProps = {
  kpi: KpiView
  name: string
  table: Table
  /** By what such a table is known again. */
  signature: string
  guess: Columns
  /** How its numbers were written the last time. */
  style: NumberLocale | null
  /** Set where the columns are remembered: what was remembered is left, and guessed anew. */
  onGuessAgain: (() => void) | null
}

export const ImportCheck = ({
  kpi,
  name,
  table,
  signature,
  guess,
  style: knownStyle,
  onGuessAgain,
}: ImportCheckProps) => {
  const { t, locale } = useLanguage()
  const { workspace, today } = useSession()
  const [columns, setColumns] = useState(guess)
  const [dates, setDates] = useState({ from: '', to: '' })
  const [isLeavingOut, setIsLeavingOut] = useState(false)
  const figureColumns = [columns.value, columns.numerator, columns.denominator].filter(
    (column) => column !== null,
  )
  const guessedStyle = numberStyle(
    table.rows.flatMap((row) => figureColumns.map((column) => row[column] ?? '')),
    locale,
  )
  const [chosenStyle, setStyle] = useState<NumberLocale | null>(knownStyle)
  const style = chosenStyle ?? guessedStyle
  const isRatio = kpi.aggregation === 'ratio'
  const isCount = kpi.aggregation === 'count'
  const read = useMemo(
    () =>
      readRows(table, {
        columns,
        isRatio,
        isCount,
        style,
        timeZone: workspace.timeZone,
        today,
        from: dates.from || null,
        to: dates.to || null,
      }),
    [table, columns, isRatio, isCount, style, workspace.timeZone, today, dates],
  )
  // What cannot be remembered is asked again; the import does not wait for it.
  const remember = () =>
    client.importMapping.remember({ id: kpi.id, signature, columns, style }).catch(() => undefined)
  const isMapped =
    columns.at !== null &&
    (isCount ||
      (isRatio ? columns.numerator !== null && columns.denominator !== null : columns.value !== null))
  return (
    <>
      <Card className="grid gap-4 p-4">
        <h2 className="font-semibold">
          {t('kpi.import.understood')}
          <span className="ml-2 text-sm font-normal text-ink-3">
            {name} · {t('kpi.import.row_count', { count: table.rows.length })}
          </span>
        </h2>
        {onGuessAgain && (
          <Notice
            tone="neutral"
            action={
              <Button size="sm" onClick={onGuessAgain}>
                {t('kpi.import.guess_again')}
              </Button>
            }
          >
            {t('kpi.import.remembered')}
          </Notice>
        )}
        <ImportColumns
          head={table.head}
          columns={columns}
          isRatio={isRatio}
          isCount={isCount}
          onChange={setColumns}
        />
        <ImportPreview table={table} columns={columns} />
        <div className="flex flex-wrap items-end gap-4">
          <SelectField
            frame={{ label: t('kpi.import.style') }}
            value={style}
            onChange={(event) => setStyle(event.target.value as NumberLocale)}
            options={[
              { value: 'vi', label: t('kpi.import.style_vi') },
              { value: 'en', label: t('kpi.import.style_en') },
            ]}
          />
          <DateField
            frame={{ label: t('kpi.import.from'), note: t('kpi.form.optional') }}
            value={dates.from}
            onChange={(event) => setDates({ ...dates, from: event.target.value })}
          />
          <DateField
            frame={{ label: t('kpi.import.to'), note: t('kpi.form.optional') }}
            value={dates.to}
            onChange={(event) => setDates({ ...dates, to: event.target.value })}
          />
        </div>
      </Card>
      {isMapped && read.problems.length > 0 && (
        <ImportProblems problems={read.problems}>
          <Checkbox
            label={t('kpi.import.leave_out', { count: read.problems.length })}
            checked={isLeavingOut}
            onChange={(event) => setIsLeavingOut(event.target.checked)}
          />
        </ImportProblems>
      )}
      <ImportRun
        kpi={kpi}
        measurements={read.measurements}
        skipped={read.skipped}
        onRun={() => void remember()}
        isReady={isMapped && (read.problems.length === 0 || isLeavingOut)}
      />
    </>
  )
}
