// Short words about what just happened, with the way back. They wait while the pointer or the focus is on them.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { IconButton } from './icon-button.tsx'

export type Toast = {
  message: string
  /** Usually undo. */
  action?: { label: string; onAction: () => void }
  /** What went wrong is read out at once and stays until it is closed. */
  isError?: boolean
}

type Shown = Toast & { id: number }

const ToastContext = createContext<((toast: Toast) => void) | null>(null)

/** Shows a toast; at most three stand at a time, the oldest goes first. */
export const useToast = (): ((toast: Toast) => void) => {
  const show = useContext(ToastContext)
  if (!show) throw new Error('useToast needs a ToastProvider above it')
  return show
}

const staysFor = 10_000
const atMost = 3

type ToastProviderProps = { children: ReactNode; regionLabel: string; closeLabel: string }

export const ToastProvider = ({ children, regionLabel, closeLabel }: ToastProviderProps) => {
  const [toasts, setToasts] = useState<Shown[]>([])
  const show = useCallback((toast: Toast) => {
    setToasts((shown) => [...shown, { ...toast, id: (shown.at(-1)?.id ?? 0) + 1 }].slice(-atMost))
  }, [])
  const close = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  )
  return (
    <ToastContext value={show}>
      {children}
      <section
        aria-label={regionLabel}
        aria-live="polite"
        className="pointer-events-none fixed inset-x-3 bottom-20 z-50 grid justify-items-center gap-2 md:bottom-6"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} closeLabel={closeLabel} onClose={close} />
        ))}
      </section>
    </ToastContext>
  )
}

type ToastCardProps = { toast: Shown; closeLabel: string; onClose: (id: number) => void }

const ToastCard = ({
  toast: { id, message, action, isError = false },
  closeLabel,
  onClose,
}: ToastCardProps) => {
  const [isHeld, setIsHeld] = useState(false)
  useEffect(() => {
    if (isHeld || isError) return
    const timer = setTimeout(() => onClose(id), staysFor)
    return () => clearTimeout(timer)
  }, [id, isHeld, isError, onClose])
  const icon: IconName = isError ? 'warning' : 'check'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches whether someone is reading it
    <div
      role={isError ? 'alert' : undefined}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className="arrive pointer-events-auto flex max-w-full items-center gap-3 rounded-md border bg-surface py-1.5 pr-1.5 pl-3 shadow-lift"
    >
      <Icon name={icon} className={isError ? 'text-son-ink' : 'text-teal-ink'} />
      <span className="min-w-0">{message}</span>
      {action && (
        <Button
          size="sm"
          look="quiet"
          icon="undo"
          onClick={() => {
            action.onAction()
            onClose(id)
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label={closeLabel} onClick={() => onClose(id)} />
    </div>
  )
}
