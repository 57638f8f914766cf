// One of the three questions that an OKR answers, as the head of its part of a page.
import type { ReactNode } from 'react'

export const Question = ({ question, name, note }: { question: string; name: string; note?: ReactNode }) => (
  <h2 className="flex flex-wrap items-baseline gap-x-2 text-sm">
    <span className="font-semibold text-cham">{question}</span>
    <span className="font-semibold text-ink-2">{name}</span>
    {note && <span className="text-ink-3">{note}</span>}
  </h2>
)
