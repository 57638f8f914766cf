// Cards between columns: dragged by their handles, or moved with the arrow keys, to another column or another place.
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { usePointerDrag } from '../../ui/pointer-drag.ts'
import { focusOnceDrawn } from '../../ui/reorder.tsx'

export type Columns<Column extends string> = Record<Column, readonly string[]>
export type Place<Column extends string> = { column: Column; after?: string; before?: string }

type Options<Column extends string> = {
  names: readonly Column[]
  columns: Columns<Column>
  /** Saves the move; what was shown goes back when it answers null. */
  onMove: (id: string, place: Place<Column>) => Promise<unknown>
  /** Read out after a move by key. */
  say: (column: Column, place: number, count: number) => string
}

export function useBoardDrag<Column extends string>({ names, columns, onMove, say }: Options<Column>) {
  const [held, setHeld] = useState<{ id: string; columns: Columns<Column> } | null>(null)
  const [sent, setSent] = useState<Columns<Column> | null>(null)
  const [said, setSaid] = useState('')
  const cards = useRef(new Map<string, HTMLElement>())
  const frames = useRef(new Map<Column, HTMLElement>())
  const keyed = useRef<string | null>(null)
  const shown = held?.columns ?? sent ?? columns
  // What the server says of who stands where is the last word.
  const known = JSON.stringify(columns)
  // biome-ignore lint/correctness/useExhaustiveDependencies: known is what it waits for
  useEffect(() => setSent(null), [known])

  const columnOf = (id: string, of: Columns<Column>) => names.find((name) => of[name].includes(id))
  const moved = (id: string, column: Column, place: number): Columns<Column> => {
    const without = (name: Column) => shown[name].filter((other) => other !== id)
    const next = Object.fromEntries(names.map((name) => [name, without(name)])) as Record<Column, string[]>
    next[column] = next[column].toSpliced(place, 0, id)
    return next
  }
  const send = (id: string, next: Columns<Column>) => {
    const column = columnOf(id, next)
    if (!column || JSON.stringify(next) === known) return
    setSent(next)
    const place = next[column].indexOf(id)
    const [previous, following] = [next[column][place - 1], next[column][place + 1]]
    const beside = previous ? { after: previous } : following ? { before: following } : {}
    void onMove(id, { column, ...beside }).then((result) => {
      if (result === null) setSent(null)
    })
  }
  usePointerDrag(held !== null, {
    move: (x, y) => {
      const column = names.find((name) => isWithin(frames.current.get(name), x, y))
      if (!held || !column) return
      const others = shown[column].filter((other) => other !== held.id)
      const place = others.filter((other) => middleOf(cards.current.get(other)) < y).length
      const next = moved(held.id, column, place)
      if (JSON.stringify(next) !== JSON.stringify(shown)) setHeld({ id: held.id, columns: next })
    },
    drop: () => {
      if (held) send(held.id, held.columns)
      setHeld(null)
    },
    cancel: () => setHeld(null),
  })
  const onKeyDown = (id: string, event: KeyboardEvent) => {
    const column = columnOf(id, shown)
    if (!column) return
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const to = aside === undefined ? column : names[names.indexOf(column) + aside]
    if ((down === undefined && aside === undefined) || to === undefined) return
    event.preventDefault()
    const others = shown[to].filter((other) => other !== id)
    const place = down === undefined ? others.length : shown[column].indexOf(id) + down
    if (place < 0 || place > others.length) return
    keyed.current = id
    send(id, moved(id, to, place))
    setSaid(say(to, place + 1, others.length + 1))
  }
  return {
    columns: shown,
    dragged: held?.id ?? null,
    said,
    cardRef: (id: string) => (element: HTMLElement | null) => {
      if (element) cards.current.set(id, element)
      else cards.current.delete(id)
    },
    columnRef: (name: Column) => (element: HTMLElement | null) => {
      if (element) frames.current.set(name, element)
    },
    handleProps: (id: string) => ({
      ref: focusOnceDrawn(keyed, id),
      onPointerDown: (event: PointerEvent<HTMLButtonElement>) => {
        if (event.button === 0) setHeld({ id, columns: shown })
      },
      onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => onKeyDown(id, event),
    }),
  }
}

function isWithin(element: HTMLElement | undefined, x: number, y: number): boolean {
  if (!element) return false
  const { left, right, top, bottom } = element.getBoundingClientRect()
  return left <= x && x <= right && top <= y && y <= bottom
}

function middleOf(element: HTMLElement | undefined): number {
  const { top, height } = element?.getBoundingClientRect() ?? { top: 0, height: 0 }
  return top + height / 2
}
