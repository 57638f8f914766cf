import type { ReactNode } from 'react'
import { Popover } from './popover.tsx'

type WhyProps = {
  /** The number or word that can be questioned, as it is shown. */
  children: ReactNode
  /** What is read out and heads the panel: "69%: vì sao?". */
  label: string
  /** Formula, inputs, sources. */
  explanation: ReactNode
}

/** A number that explains itself: underlined under pointer or focus, opened by a click or Enter. */
export const Why = ({ children, label, explanation }: WhyProps) => (
  <Popover
    label={label}
    trigger={(props) => (
      <button
        type="button"
        {...props}
        className="min-h-6 min-w-6 rounded-md text-left decoration-ink-3 decoration-dotted underline-offset-4 hover:underline focus-visible:underline aria-expanded:underline"
      >
        {children}
        <span className="sr-only">, {label}</span>
      </button>
    )}
  >
    <p className="mb-2 font-semibold">{label}</p>
    <div className="text-sm text-ink-2">{explanation}</div>
  </Popover>
)

type WhyLinesProps = { lines: { label: ReactNode; value: ReactNode; source?: ReactNode }[] }

/** Inputs of an explanation: what, how much, and where it came from. */
export const WhyLines = ({ lines }: WhyLinesProps) => (
  <dl className="mt-2 grid gap-1.5 border-t pt-2">
    {lines.map(({ label, value, source }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one explanation never move
      <div key={index} className="grid grid-cols-[1fr_auto] gap-x-4">
        <dt>{label}</dt>
        <dd className="text-right font-semibold text-ink">{value}</dd>
        {source && <dd className="col-span-2 text-xs text-ink-3">{source}</dd>}
      </div>
    ))}
  </dl>
)
