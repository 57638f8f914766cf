import type { ReactNode } from 'react'

type EmptyStateProps = { title?: string; children: ReactNode; action?: ReactNode }

/** Where nothing is yet: says what will stand here and teaches the next step. */
export const EmptyState = ({ title, children, action }: EmptyStateProps) => (
  <div className="grid justify-items-start gap-2 rounded-md border border-dashed border-edge px-5 py-6">
    {title && <p className="text-lg font-semibold">{title}</p>}
    <div className="max-w-prose text-ink-2">{children}</div>
    {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
  </div>
)
