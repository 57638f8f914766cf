import type { ReactNode } from 'react'
import { Card } from '../../ui/card.tsx'

type DraftStepProps = { title: string; note?: string | undefined; children: ReactNode }

/** One question of the draft and its answer. */
export const DraftStep = ({ title, note, children }: DraftStepProps) => (
  <Card className="grid gap-4 p-4 sm:p-5">
    <div>
      <h2 className="text-lg font-semibold">{title}</h2>
      {note && <p className="text-sm text-ink-3">{note}</p>}
    </div>
    {children}
  </Card>
)
