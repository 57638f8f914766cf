import type { ReactNode } from 'react'

export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd className="rounded-md border border-current/40 px-1.5 font-sans text-xs leading-4.5">{children}</kbd>
)
