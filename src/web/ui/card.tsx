import type { ReactNode } from 'react'

type CardProps = { children: ReactNode; className?: string }

export const Card = ({ children, className = '' }: CardProps) => (
  <div className={`rounded-md border bg-surface ${className}`}>{children}</div>
)

/** A list of rows in one card, ruled apart. */
export const CardList = ({ children, className = '' }: CardProps) => (
  <ul className={`divide-y rounded-md border bg-surface ${className}`}>{children}</ul>
)

export const CardRow = ({ children, className = '' }: CardProps) => (
  <li className={`px-4 py-3 ${className}`}>{children}</li>
)
