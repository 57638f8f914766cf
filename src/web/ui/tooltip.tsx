import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

/**
 * A word or two beside a control, under the pointer and on focus; Esc sends it away. Only repeats what the control's
 * own label says, so it is hidden from those who hear that label.
 */
export const Tooltip = ({ text, children }: { text: string; children: ReactNode }) => {
  const tip = useRef<HTMLSpanElement>(null)
  const anchor = `--tip${useId()}`
  const show = () => {
    if (tip.current?.isConnected && !tip.current.matches(':popover-open')) tip.current.showPopover()
  }
  const hide = () => {
    if (tip.current?.matches(':popover-open')) tip.current.hidePopover()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hide()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the control inside it
    <span
      className="inline-flex"
      style={{ anchorName: anchor }}
      onPointerEnter={(event) => event.pointerType === 'mouse' && show()}
      onPointerLeave={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show()}
      onBlur={hide}
      onKeyDown={onKeyDown}
      onClick={hide}
    >
      {children}
      <span
        ref={tip}
        popover="manual"
        aria-hidden="true"
        style={{ positionAnchor: anchor }}
        className="anchored-[bottom] max-w-60 rounded-md bg-ink px-2 py-1 text-xs text-paper"
      >
        {text}
      </span>
    </span>
  )
}
