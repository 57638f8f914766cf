import type { ReactNode } from 'react'
import { Card } from '../../ui/card.tsx'

/** One thing beside an objective, with its small heading. */
export const AsidePart = ({ title, children }: { title: string; children: ReactNode }) => (
  <Card className="p-4">
    <h2 className="mb-1 text-sm text-ink-3">{title}</h2>
    {children}
  </Card>
)
