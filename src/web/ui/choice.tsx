// Yes or no, and one of a few: native checkboxes and radios in our look.
import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { Icon, type IconName } from './icon.tsx'

type CheckProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'children'> & {
  label: ReactNode
  hint?: ReactNode
}

export const Checkbox = ({ label, hint, ...input }: CheckProps) => (
  <label className="flex min-h-6 items-start gap-2.5 py-0.5">
    <input type="checkbox" {...input} className="mt-0.5 size-4 shrink-0 accent-cham" />
    <span>
      {label}
      {hint && <span className="block text-sm text-ink-3">{hint}</span>}
    </span>
  </label>
)

type SegmentedProps<V extends string> = {
  label: string
  value: V
  options: { value: V; label: string; icon?: IconName }[]
  onChange: (value: V) => void
}

/** One of a few views or ways; arrows move the choice, as radios do. */
export const Segmented = <V extends string>({ label, value, options, onChange }: SegmentedProps<V>) => {
  const name = useId()
  return (
    <fieldset className="inline-flex w-fit max-w-full min-w-0 rounded-md border bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative inline-flex min-h-7 min-w-0 items-center gap-1.5 rounded-md px-2.5 max-sm:px-1.5 text-sm font-semibold text-ink-2 transition-colors hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:outline has-checked:outline-line has-focus-visible:outline-2 has-focus-visible:outline-cham"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 appearance-none outline-none"
          />
          {option.icon && <Icon name={option.icon} />}
          <span className="truncate">{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
