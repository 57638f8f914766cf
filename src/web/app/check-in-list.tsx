// Everything that waits for a check-in, in one list. What was published stays in its place while the page is open.
import { useState } from 'react'
import { CheckInLine, type DueItem } from './check-in-line.tsx'

export const CheckInList = ({ due }: { due: DueItem[] }) => {
  const [seen, setSeen] = useState(due)
  const isSame = (one: DueItem) => (other: DueItem) => one.keyResult.id === other.keyResult.id
  const fresh = due.filter((item) => !seen.some(isSame(item)))
  if (fresh.length > 0) setSeen([...seen, ...fresh])
  if (seen.length === 0) return null
  return (
    <ul className="divide-y rounded-md border bg-surface">
      {seen.map((item) => {
        const waiting = due.find(isSame(item))
        return (
          <li key={item.keyResult.id}>
            <CheckInLine item={waiting ?? item} isDue={waiting !== undefined} />
          </li>
        )
      })}
    </ul>
  )
}
