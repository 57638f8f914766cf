// How a status looks when the figure under it is overdue (DOMAIN.md section 5): never plainly on track.
import type { Tone } from '../charts/tone.ts'
import type { ChipTone } from '../ui/chip.tsx'
import type { IconName } from '../ui/icon.tsx'

type Look = { tone: Tone & ChipTone; icon: IconName }

/** Stale, what is good loses its colour, and a clock stands in the place of the status's own shape. */
export function chipLook({ tone, icon }: Look, isStale: boolean): Look {
  if (!isStale) return { tone, icon }
  return { tone: tone === 'good' ? 'neutral' : tone, icon: 'clock' }
}
