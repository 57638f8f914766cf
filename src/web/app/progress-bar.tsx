// Progress in a row of a table: how far, and a tick where it should stand today. The number beside it says the same.
import type { Status } from '../../core/okr/status.ts'
import { toneColour } from '../charts/tone.ts'
import { statusTone } from './status-chip.tsx'

type Props = { progress: number | null; expected: number; status: Status }

export const Bar = ({ progress, expected, status }: Props) => {
  const share = (value: number) => `${Math.round(Math.max(0, Math.min(1, value)) * 100)}%`
  return (
    <span aria-hidden="true" className="relative block h-1.5 min-w-0 grow rounded-md bg-line">
      {progress !== null && (
        <span
          className="absolute inset-y-0 left-0 rounded-md"
          style={{ width: share(progress), background: toneColour[statusTone(status)] }}
        />
      )}
      {progress !== null && (
        <span
          className="absolute -inset-y-1 w-0.5 bg-ink"
          style={{ left: `calc(${share(expected)} - 1px)` }}
        />
      )}
    </span>
  )
}
