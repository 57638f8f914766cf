// A text in which @ calls people in: typing @ offers names, arrows choose, Enter or Tab takes one.
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { fold } from '../../../core/text/fold.ts'
import { useT } from '../../app/language.tsx'
import { controlClass } from '../../ui/field.tsx'

export type Person = { id: string; name: string }

type Props = {
  label: string
  text: string
  people: Person[]
  autoFocus?: boolean
  onText: (text: string) => void
  onSend: () => void
  onLeave?: () => void
}

const mostOffered = 6

export const MentionArea = ({ label, text, people, autoFocus, onText, onSend, onLeave }: Props) => {
  const t = useT()
  const listId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(0)
  const [isClosed, setIsClosed] = useState(false)
  const asked = isClosed ? null : askedAt(text, caret)
  const offered =
    asked === null
      ? []
      : people.filter(({ name }) => fold(name).includes(fold(asked.words))).slice(0, mostOffered)
  const place = Math.min(active, offered.length - 1)

  const take = (person: Person) => {
    if (!asked) return
    const head = `${text.slice(0, asked.from)}@${person.name} `
    // Drawn at once, so that what is typed next goes behind the name.
    flushSync(() => onText(head + text.slice(caret)))
    area.current?.setSelectionRange(head.length, head.length)
    setCaret(head.length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = offered[place]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (chosen && step !== undefined) {
      event.preventDefault()
      setActive((place + step + offered.length) % offered.length)
    } else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault()
      take(chosen)
    } else if (event.key === 'Escape' && chosen) {
      event.stopPropagation()
      setIsClosed(true)
    } else if (event.key === 'Escape') {
      onLeave?.()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
    }
  }
  const isOpen = offered.length > 0
  return (
    <div className="relative">
      <textarea
        ref={area}
        rows={2}
        aria-label={label}
        aria-haspopup="listbox"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${listId}-${place}` : undefined}
        placeholder={label}
        // biome-ignore lint/a11y/noAutofocus: whoever asked to write or rewrite is here to type
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => {
          onText(event.target.value)
          setCaret(event.target.selectionStart)
          setActive(0)
          setIsClosed(false)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        className={`${controlClass} field-sizing-content min-h-16`}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={t('comment.people')}
        className={`absolute top-full left-0 z-20 mt-1 w-64 max-w-full rounded-md border bg-surface p-1 shadow-lift ${isOpen ? '' : 'hidden'}`}
      >
        {offered.map((person, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's, which keeps the focus
          <div
            key={person.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === place}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(person)}
            className="flex min-h-8 items-center rounded-md px-2.5 aria-selected:bg-cham-soft"
          >
            {person.name}
          </div>
        ))}
      </div>
    </div>
  )
}

/** The words after the @ that the caret stands behind, and where that @ is; null where nobody is being called. */
function askedAt(text: string, caret: number): { from: number; words: string } | null {
  const from = text.lastIndexOf('@', caret - 1)
  if (from < 0 || (from > 0 && !/[\s(]/.test(text[from - 1] ?? ''))) return null
  const words = text.slice(from + 1, caret)
  return words.length <= 30 && !/\n|\s\s|\s$/.test(words) ? { from, words } : null
}
