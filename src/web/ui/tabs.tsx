import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

type TabsProps<V extends string> = {
  label: string
  value: V
  tabs: { value: V; label: string }[]
  onChange: (value: V) => void
  /** The panel of the chosen tab. */
  children: ReactNode
}

/** Parts of one page, one at a time. Arrows, Home and End choose; Tab goes on into the panel. */
export const Tabs = <V extends string>({ label, value, tabs, onChange, children }: TabsProps<V>) => {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const place = tabs.findIndex((tab) => tab.value === value)
    const goal = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: -1 }[event.key]
    if (goal === undefined) return
    event.preventDefault()
    const next = tabs.at(goal % tabs.length)
    if (!next) return
    onChange(next.value)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.value}"]`)?.focus()
  }
  return (
    <div>
      <div
        ref={list}
        role="tablist"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex gap-4 overflow-x-auto border-b"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            data-tab={tab.value}
            aria-selected={tab.value === value}
            aria-controls={tab.value === value ? `${id}-panel` : undefined}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
            className="-mb-px min-h-9 border-b-2 border-transparent whitespace-nowrap text-ink-2 -outline-offset-2 hover:text-ink aria-selected:border-cham aria-selected:font-semibold aria-selected:text-ink"
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className="pt-4">
        {children}
      </div>
    </div>
  )
}
