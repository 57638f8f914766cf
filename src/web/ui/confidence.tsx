// Confidence, 0 to 10: the picker of a check-in, and the small reading of it elsewhere.
import { type KeyboardEvent, useId, useRef } from 'react'

const levels = Array.from({ length: 11 }, (_, level) => level)
const pairedWithin = 800

type ConfidencePickerProps = {
  label: string
  /** null until someone has said it. */
  value: number | null
  onChange: (value: number) => void
  /** How a level is read out: "7 trên 10". */
  levelLabel: (level: number) => string
  labelHidden?: boolean
}

/** Eleven radios: tap, arrows, or digits; 1 and then 0 at once is 10. */
export const ConfidencePicker = ({
  label,
  value,
  onChange,
  levelLabel,
  labelHidden = false,
}: ConfidencePickerProps) => {
  const name = useId()
  const group = useRef<HTMLFieldSetElement>(null)
  const lastOne = useRef(Number.NEGATIVE_INFINITY)

  const onKeyDown = (event: KeyboardEvent) => {
    if (!/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const isTen = event.key === '0' && event.timeStamp - lastOne.current < pairedWithin
    const level = isTen ? 10 : Number(event.key)
    lastOne.current = event.key === '1' ? event.timeStamp : Number.NEGATIVE_INFINITY
    group.current?.querySelectorAll('input')[level]?.focus()
    onChange(level)
  }
  return (
    <fieldset ref={group} onKeyDown={onKeyDown} className="min-w-0">
      <legend className={labelHidden ? 'sr-only' : 'mb-1 font-semibold'}>{label}</legend>
      <div className="flex items-center">
        {levels.map((level) => (
          <label
            key={level}
            className="group relative flex h-8 w-6 items-center justify-center rounded-md has-focus-visible:outline-2 has-focus-visible:outline-cham"
          >
            <input
              type="radio"
              name={name}
              value={level}
              checked={level === value}
              onChange={() => onChange(level)}
              aria-label={levelLabel(level)}
              className="absolute inset-0 appearance-none outline-none"
            />
            {level === 0 ? (
              <span
                className={`text-sm ${value === 0 ? 'font-semibold text-cham' : 'text-ink-3 group-hover:text-ink'}`}
              >
                0
              </span>
            ) : (
              <span className={`w-5 rounded-[2px] transition-colors ${barClass(level, value)}`} />
            )}
          </label>
        ))}
        <output className="w-7 text-right font-semibold">{value ?? '–'}</output>
      </div>
    </fieldset>
  )
}

const barClass = (level: number, value: number | null) =>
  value !== null && level <= value ? 'h-6 bg-cham' : 'h-6 bg-line group-hover:bg-edge'

/** How confident the owner said to be, as ten small bars. */
export const ConfidenceBars = ({ value, label }: { value: number; label: string }) => (
  <svg role="img" aria-label={label} width={68} height={16} viewBox="0 0 68 16" className="shrink-0">
    {levels.slice(1).map((level) => (
      <rect
        key={level}
        x={(level - 1) * 7}
        width={5}
        height={16}
        rx={1.5}
        fill={level <= value ? 'var(--cham)' : 'var(--line)'}
      />
    ))}
  </svg>
)
