// The link of whoever uses a primitive: the router's in the product, a plain anchor elsewhere.
import type { ComponentType, ReactNode } from 'react'

export type LinkProps = {
  href: string
  children: ReactNode
  className?: string
  'aria-current'?: 'page' | undefined
}

export type LinkComponent = ComponentType<LinkProps>
