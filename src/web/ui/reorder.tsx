// A list that is put in order by its handles: dragged with pointer or thumb, or moved with the arrow keys.
import { type KeyboardEvent, type PointerEvent, type Ref, useEffect, useRef, useState } from 'react'
import { Icon } from './icon.tsx'
import { usePointerDrag } from './pointer-drag.ts'

/** Where an item goes: after another, or before the one that was first. */
export type Beside = { after: string } | { before: string }

type Options = {
  ids: readonly string[]
  /** Items keep to those of the same group; without it all are one. */
  groupOf?: (id: string) => string | undefined
  /** Saves the move; what was shown goes back when it is refused. */
  onMove: (id: string, beside: Beside) => Promise<unknown>
  /** Read out after a move by key: "Đã chuyển lên vị trí 2 trên 5". */
  say: (place: number, count: number) => string
}

export type Reorder = {
  /** The ids in the order to be drawn now. */
  order: readonly string[]
  /** The id that is being dragged. */
  dragged: string | null
  said: string
  itemRef: (id: string) => (element: HTMLElement | null) => void
  handleProps: (id: string) => HandleProps
}

export type HandleProps = {
  ref: Ref<HTMLButtonElement>
  onPointerDown: (event: PointerEvent<HTMLButtonElement>) => void
  onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void
}

type Held = { id: string; order: readonly string[] }

export function useReorder({ ids, groupOf = () => '', onMove, say }: Options): Reorder {
  const [held, setHeld] = useState<Held | null>(null)
  const [sent, setSent] = useState<readonly string[] | null>(null)
  const [said, setSaid] = useState('')
  const elements = useRef(new Map<string, HTMLElement>())
  const keyed = useRef<string | null>(null)
  const order = held?.order ?? sent ?? ids
  // What the server says of the order, or of who is in it, is the last word.
  const known = ids.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: known is what it waits for
  useEffect(() => setSent(null), [known])

  const peersOf = (id: string, of: readonly string[]) => of.filter((other) => groupOf(other) === groupOf(id))
  /** The whole order with the peers of an item in this order of theirs. */
  const withPeers = (id: string, peers: readonly string[]) => {
    const waiting = [...peers]
    return order.map((other) => (groupOf(other) === groupOf(id) ? (waiting.shift() ?? other) : other))
  }
  const move = (id: string, next: readonly string[]) => {
    const peers = peersOf(id, next)
    const place = peers.indexOf(id)
    const [before, after] = [peers[place - 1], peers[place + 1]]
    if (next.join() === ids.join() || (before === undefined && after === undefined)) return
    setSent(next)
    const beside = before === undefined ? { before: after ?? '' } : { after: before }
    void onMove(id, beside).then((result) => {
      if (result === null) setSent(null)
    })
  }
  const drop = () => {
    if (held) move(held.id, held.order)
    setHeld(null)
  }
  usePointerDrag(held !== null, {
    move: (_, y) => {
      if (!held) return
      const next = withPeers(held.id, placeAt(y, held.id, peersOf(held.id, held.order), elements.current))
      if (next.join() !== held.order.join()) setHeld({ id: held.id, order: next })
    },
    drop,
    cancel: () => setHeld(null),
  })
  return {
    order,
    dragged: held?.id ?? null,
    said,
    itemRef: (id) => (element) => {
      if (element) elements.current.set(id, element)
      else elements.current.delete(id)
    },
    handleProps: (id) => ({
      ref: focusOnceDrawn(keyed, id),
      onPointerDown: (event) => {
        if (event.button === 0) setHeld({ id, order })
      },
      onKeyDown: (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
        if (step === undefined) return
        event.preventDefault()
        const peers = peersOf(id, order)
        const place = peers.indexOf(id) + step
        if (place < 0 || place >= peers.length) return
        const rest = peers.filter((other) => other !== id)
        keyed.current = id
        move(id, withPeers(id, rest.toSpliced(place, 0, id)))
        setSaid(say(place + 1, peers.length))
      },
    }),
  }
}

/** Who moved an item by key keeps the focus on its handle, wherever it is drawn now. */
export function focusOnceDrawn(keyed: { current: string | null }, id: string) {
  return (button: HTMLButtonElement | null) => {
    if (!button || keyed.current !== id) return
    button.focus()
    keyed.current = null
  }
}

/** The order with the dragged item where the pointer is: past the middle of the others, one after the other. */
function placeAt(
  y: number,
  id: string,
  order: readonly string[],
  elements: ReadonlyMap<string, HTMLElement>,
): readonly string[] {
  const rest = order.filter((other) => other !== id)
  const middle = (other: string) => {
    const { top, height } = elements.get(other)?.getBoundingClientRect() ?? { top: 0, height: 0 }
    return top + height / 2
  }
  const place = rest.filter((other) => middle(other) < y).length
  return rest.toSpliced(place, 0, id)
}

/** The handle of one item. Arrow keys move the item while it has the focus. */
export const DragHandle = ({ label, hint, ...props }: HandleProps & { label: string; hint: string }) => (
  <button
    type="button"
    aria-label={label}
    title={hint}
    {...props}
    className="inline-flex size-7 shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink active:cursor-grabbing"
  >
    <Icon name="drag" />
  </button>
)

/** What a move by key came to, for those who hear it. */
export const ReorderSaid = ({ said }: { said: string }) => (
  <p role="status" className="sr-only">
    {said}
  </p>
)
