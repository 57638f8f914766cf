// A native popover tied to the button that opens it: the browser shows it above all else, closes it on Esc or a click
// elsewhere and gives focus back; CSS anchors keep it beside the button.
import { type ReactNode, type ToggleEvent, useId, useState } from 'react'

/** What the trigger, a button, must be given. */
export type PopoverTrigger = {
  popoverTarget: string
  'aria-expanded': boolean
  'aria-haspopup': 'dialog' | 'menu'
  style: { anchorName: string }
}

type PopoverProps = {
  label: string
  trigger: (props: PopoverTrigger) => ReactNode
  children: ReactNode
  className?: string
}

export const Popover = ({ label, trigger, children, className = '' }: PopoverProps) => {
  const { isOpen, triggerProps, panelProps } = usePopover('dialog')
  return (
    <>
      {trigger(triggerProps)}
      <div
        {...panelProps}
        role="dialog"
        aria-label={label}
        className={`${panelClass} w-[min(22rem,calc(100vw-1.5rem))] p-4 ${className}`}
      >
        {isOpen && children}
      </div>
    </>
  )
}

export const panelClass =
  'anchored-[bottom_span-right] max-h-[70dvh] overflow-y-auto rounded-md border bg-surface text-base font-normal text-ink shadow-lift open:arrive'

/** The two ends of a popover: props for its trigger and for its panel, and whether it is open. */
export const usePopover = (kind: 'dialog' | 'menu') => {
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const anchor = `--anchor${id}`
  const triggerProps: PopoverTrigger = {
    popoverTarget: id,
    'aria-expanded': isOpen,
    'aria-haspopup': kind,
    style: { anchorName: anchor },
  }
  return {
    isOpen,
    triggerProps,
    panelProps: {
      id,
      popover: 'auto' as const,
      // Before it is shown, so that what it holds is there when it appears.
      onBeforeToggle: (event: ToggleEvent) => setIsOpen(event.newState === 'open'),
      style: { positionAnchor: anchor },
    },
  }
}
