// What is selected in a list: one by one, a stretch with Shift, all with Ctrl A; arrows move, Esc lets go.
import { type KeyboardEvent, useRef, useState } from 'react'

export function useSelection(ids: readonly string[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState(0)
  const anchor = useRef(0)
  const stretch = (from: number, to: number) => ids.slice(Math.min(from, to), Math.max(from, to) + 1)
  const shown = new Set(ids)
  const kept = [...selected].filter((id) => shown.has(id))

  return {
    /** Only those that are still shown. */
    selected: kept,
    isSelected: (id: string) => selected.has(id),
    active: Math.min(active, Math.max(0, ids.length - 1)),
    setActive,
    clear: () => setSelected(new Set()),
    toggleAll: () => setSelected(kept.length === ids.length ? new Set() : new Set(ids)),
    toggle(index: number, isStretch: boolean) {
      const id = ids[index]
      if (id === undefined) return
      const next = new Set(selected)
      const isOn = !selected.has(id)
      for (const one of isStretch ? stretch(anchor.current, index) : [id]) {
        if (isOn) next.add(one)
        else next.delete(one)
      }
      anchor.current = index
      setActive(index)
      setSelected(next)
    },
    /** Answers the row to go to, where the key moves. */
    onKey(event: KeyboardEvent, index: number): number | null {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (event.key === 'Escape' && selected.size > 0) setSelected(new Set())
      else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) setSelected(new Set(ids))
      else if (step !== undefined) {
        const goal = Math.max(0, Math.min(ids.length - 1, index + step))
        if (event.shiftKey) setSelected(new Set([...selected, ...stretch(index, goal)]))
        else anchor.current = goal
        setActive(goal)
        event.preventDefault()
        return goal
      } else return null
      event.preventDefault()
      return null
    },
  }
}
