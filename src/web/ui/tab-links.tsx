// Pages of one place as tabs: links in a row that scrolls sideways on a phone, always showing the page that is open.
import { type ReactNode, useEffect, useRef } from 'react'

export const TabLinks = ({ label, children }: { label: string; children: ReactNode }) => {
  const row = useRef<HTMLElement>(null)
  // After each drawing, since another page opens without a new row; on its own axis, so that the page stays put.
  useEffect(() => {
    const [frame, open] = [row.current, row.current?.querySelector<HTMLElement>('[aria-current=page]')]
    if (!frame || !open) return
    const [around, inside] = [frame.getBoundingClientRect(), open.getBoundingClientRect()]
    if (inside.left < around.left || inside.right > around.right)
      frame.scrollLeft += inside.left - around.left - (around.width - inside.width) / 2
  })
  return (
    <nav ref={row} aria-label={label} className="scrollbar-none flex max-w-full min-w-0 overflow-x-auto">
      {children}
    </nav>
  )
}

export const tabClass =
  '-mb-px inline-flex min-h-9 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-ink-2 hover:text-ink aria-[current=page]:border-cham aria-[current=page]:font-semibold aria-[current=page]:text-ink'
