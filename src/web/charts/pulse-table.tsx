// The same data as Pulse, to be read as a table. Everything arrives as words.

export type PulseTableRow = {
  period: string
  value: string
  /** Usual level and limits of the period's phase. */
  centre: string
  limits: string
  target: string
  /** The signal, that it is still running, that it was left out; empty for an ordinary one. */
  note: string
}

type PulseTableProps = {
  caption: string
  head: Record<keyof PulseTableRow, string>
  rows: PulseTableRow[]
}

const columns: { key: keyof PulseTableRow; numeric: boolean }[] = [
  { key: 'value', numeric: true },
  { key: 'centre', numeric: true },
  { key: 'limits', numeric: true },
  { key: 'target', numeric: true },
  { key: 'note', numeric: false },
]

export const PulseTable = ({ caption, head, rows }: PulseTableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section aria-label={caption} tabIndex={0} className="max-h-96 overflow-auto rounded-md border bg-surface">
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="sticky top-0 bg-sunken text-ink-2">
        <tr>
          <th scope="col" className="px-3 py-2 text-left font-semibold">
            {head.period}
          </th>
          {columns.map(({ key, numeric }) => (
            <th
              key={key}
              scope="col"
              className={`px-3 py-2 font-semibold whitespace-nowrap ${numeric ? 'text-right' : 'text-left'}`}
            >
              {head[key]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.period} className="border-t">
            <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
              {row.period}
            </th>
            {columns.map(({ key, numeric }) => (
              <td
                key={key}
                className={`px-3 py-1.5 ${numeric ? 'text-right whitespace-nowrap' : 'min-w-28'}`}
              >
                {row[key]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
