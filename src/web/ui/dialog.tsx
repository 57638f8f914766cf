import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './icon-button.tsx'

type DialogProps = {
  isOpen: boolean
  /** Asked by Esc and the close button; the owner then sets isOpen. */
  onClose: () => void
  title: string
  closeLabel: string
  children: ReactNode
  /** Buttons at the foot, the one that acts last. */
  actions?: ReactNode
}

/** A native modal dialog: the browser keeps focus inside it, closes it with Esc and gives focus back. */
export const Dialog = ({ isOpen, onClose, title, closeLabel, children, actions }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (isOpen && !element?.open) element?.showModal()
    if (!isOpen && element?.open) element.close()
  }, [isOpen])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="w-[min(32rem,calc(100vw-2rem))] rounded-md border bg-surface text-ink shadow-lift open:arrive"
    >
      {isOpen && (
        <div className="flex max-h-[calc(100dvh-4rem)] flex-col">
          <header className="flex items-start gap-3 px-5 pt-4 pb-2">
            <h2 id={titleId} className="grow text-xl font-semibold">
              {title}
            </h2>
            <IconButton icon="close" label={closeLabel} onClick={onClose} className="-mr-2" />
          </header>
          <div className="overflow-y-auto px-5 py-2">{children}</div>
          {actions && <footer className="flex flex-wrap justify-end gap-2 px-5 pt-3 pb-5">{actions}</footer>}
        </div>
      )}
    </dialog>
  )
}
