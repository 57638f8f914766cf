import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type ChipTone =
  | 'good'
  | 'attention'
  | 'wrong'
  | 'neutral'
  | 'primary'
  | 'improvement'
  | 'concern'
  | 'change'

const tones: Record<ChipTone, string> = {
  good: 'bg-teal-soft text-teal-ink',
  attention: 'bg-amber-soft text-amber-ink',
  wrong: 'bg-son-soft text-son-ink',
  neutral: 'bg-sunken text-ink-2',
  primary: 'bg-cham-soft text-cham',
  improvement: 'bg-improvement-soft text-improvement-ink',
  concern: 'bg-concern-soft text-concern-ink',
  change: 'bg-change-soft text-change-ink',
}

/** A state: always a word, always a shape, and a colour that only repeats them. */
export const Chip = ({ tone, icon, children }: { tone: ChipTone; icon: IconName; children: ReactNode }) => (
  <span
    className={`inline-flex min-h-6 items-center gap-1.5 rounded-md px-2 text-sm font-semibold whitespace-nowrap ${tones[tone]}`}
  >
    <Icon name={icon} size={14} />
    {children}
  </span>
)
