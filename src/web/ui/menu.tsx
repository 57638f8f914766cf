import { type KeyboardEvent, type ReactNode, type ToggleEvent, useRef } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { type PopoverTrigger, panelClass, usePopover } from './popover.tsx'

export type MenuItem = {
  label: string
  icon?: IconName
  /** The key that does the same, as it is to be shown. */
  shortcut?: string
  danger?: boolean
  disabled?: boolean
  onSelect: () => void
}

type MenuProps = { label: string; trigger: (props: PopoverTrigger) => ReactNode; items: MenuItem[] }

/** Things to do with what the trigger stands at. Arrows, Home, End and a first letter move; Enter does; Esc leaves. */
export const Menu = ({ label, trigger, items }: MenuProps) => {
  const { triggerProps, panelProps } = usePopover('menu')
  const menu = useRef<HTMLDivElement>(null)
  const entries = () => [...(menu.current?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])]

  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries()
    const place = all.findIndex((entry) => entry.matches(':focus'))
    const goal = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 }[event.key]
    if (event.key === 'Tab') menu.current?.hidePopover()
    if (goal !== undefined) {
      event.preventDefault()
      all.at(goal === all.length ? 0 : goal)?.focus()
    } else if (event.key.length === 1 && event.key !== ' ') {
      const starts = (entry: HTMLButtonElement) =>
        entry.textContent?.toLocaleLowerCase().startsWith(event.key)
      ;[...all.slice(place + 1), ...all].find(starts)?.focus()
    }
  }
  const onToggle = (event: ToggleEvent) => {
    if (event.newState === 'open') entries()[0]?.focus()
  }
  return (
    <>
      {trigger(triggerProps)}
      <div
        {...panelProps}
        ref={menu}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
        className={`${panelClass} min-w-44 p-1`}
      >
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            disabled={item.disabled}
            onClick={() => {
              // First, so that focus is back at the trigger before the action moves it elsewhere.
              menu.current?.hidePopover()
              item.onSelect()
            }}
            className={`flex min-h-8 w-full items-center gap-2.5 rounded-md px-2.5 text-left outline-none hover:bg-sunken focus:bg-cham-soft disabled:opacity-55 ${item.danger ? 'text-son-ink' : ''}`}
          >
            {item.icon && <Icon name={item.icon} />}
            <span className="grow">{item.label}</span>
            {item.shortcut && <kbd className="pl-4 font-sans text-xs text-ink-3">{item.shortcut}</kbd>}
          </button>
        ))}
      </div>
    </>
  )
}
