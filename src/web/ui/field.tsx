// A label, what belongs to it, and what is wrong with it: the frame of every form control.
import { type ReactNode, useId } from 'react'
import { Icon } from './icon.tsx'

export type FieldFrame = {
  label: ReactNode
  /** Beside the label, e.g. that it may stay empty. */
  note?: ReactNode
  hint?: ReactNode
  error?: ReactNode
  /** The label is read out but not drawn, where the place in a row says it already. */
  labelHidden?: boolean
}

export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export const controlClass =
  'w-full min-h-9 rounded-md border border-edge bg-surface px-2.5 py-1.5 text-ink transition-colors max-sm:text-[1rem] hover:border-ink-3 aria-invalid:border-son disabled:bg-sunken disabled:text-ink-3 [&[readonly]]:bg-sunken'

type FieldProps = FieldFrame & { children: (control: ControlProps) => ReactNode }

export const Field = ({ label, note, hint, error, labelHidden = false, children }: FieldProps) => {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'flex items-baseline gap-2 font-semibold'}>
        {label}
        {note && <span className="text-sm font-normal text-ink-3">{note}</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </div>
      )}
      {error && (
        <div id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-son-ink">
          <Icon name="warning" className="mt-0.5" />
          <span>{error}</span>
        </div>
      )}
    </div>
  )
}
