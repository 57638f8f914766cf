// A plain table that scrolls sideways in its own frame, so that the page never does.
import type { ReactNode } from 'react'

type TableProps = { caption: string; head: ReactNode; children: ReactNode }

export const Table = ({ caption, head, children }: TableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section aria-label={caption} tabIndex={0} className="overflow-x-auto rounded-md border bg-surface">
    <table className="w-full border-collapse">
      <caption className="sr-only">{caption}</caption>
      <thead className="bg-sunken text-left text-sm text-ink-2">
        <tr>{head}</tr>
      </thead>
      <tbody className="divide-y">{children}</tbody>
    </table>
  </section>
)

type CellProps = { children?: ReactNode; isNumber?: boolean; className?: string }

const align = (isNumber: boolean) => (isNumber ? 'text-right whitespace-nowrap' : '')

export const HeadCell = ({ children, isNumber = false, className = '' }: CellProps) => (
  <th scope="col" className={`px-3 py-2 font-semibold ${align(isNumber)} ${className}`}>
    {children}
  </th>
)

export const Cell = ({ children, isNumber = false, className = '' }: CellProps) => (
  <td className={`px-3 py-2 ${align(isNumber)} ${className}`}>{children}</td>
)

/** The cell that names its row. */
export const RowHead = ({ children, className = '' }: CellProps) => (
  <th scope="row" className={`px-3 py-2 text-left font-normal ${className}`}>
    {children}
  </th>
)
