import type { ButtonHTMLAttributes } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'md' | 'sm'

const looks: Record<ButtonLook, string> = {
  primary: 'bg-cham border-cham text-on-cham hover:bg-cham-strong hover:border-cham-strong',
  secondary: 'bg-surface border-line text-ink hover:border-edge hover:bg-sunken',
  quiet: 'border-transparent text-ink-2 hover:bg-sunken hover:text-ink',
  danger: 'bg-surface border-line text-son-ink hover:border-son hover:bg-son-soft',
}
const sizes: Record<ButtonSize, string> = {
  md: 'min-h-9 gap-2 px-3 py-1',
  sm: 'min-h-7 gap-1.5 px-2 text-sm',
}

/** The look of a button, for a link that leads where a button would act. */
export const buttonClass = (look: ButtonLook = 'secondary', size: ButtonSize = 'md'): string =>
  `inline-flex items-center justify-center rounded-md border font-semibold transition-colors disabled:opacity-55 aria-disabled:opacity-55 ${looks[look]} ${sizes[size]}`

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: ButtonLook
  size?: ButtonSize
  icon?: IconName
}

export const Button = ({ look, size, icon, className = '', children, ...rest }: ButtonProps) => (
  <button type="button" {...rest} className={`${buttonClass(look, size)} ${className}`}>
    {icon && <Icon name={icon} />}
    {children}
  </button>
)
