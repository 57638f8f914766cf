import type { ButtonHTMLAttributes } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Tooltip } from './tooltip.tsx'

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  icon: IconName
  label: string
}

/** A button that shows only an icon; its label is read out, and shown under the pointer and on focus. */
export const IconButton = ({ icon, label, className = '', ...rest }: IconButtonProps) => (
  <Tooltip text={label}>
    <button
      type="button"
      aria-label={label}
      {...rest}
      className={`inline-flex size-8 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-sunken hover:text-ink disabled:opacity-55 ${className}`}
    >
      <Icon name={icon} />
    </button>
  </Tooltip>
)
