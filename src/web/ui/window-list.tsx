// A long list that scrolls with the page: only what is near the screen is drawn.
import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useState } from 'react'

/** Heights as they were measured, by the list's address: going back finds the page as long as it was left. */
const measured = new Map<string, VirtualItem[]>()

type Options = {
  /** Names the list and what it shows, for its place to be kept. */
  address: string
  count: number
  keyOf: (index: number) => string
  estimate: (index: number) => number
}

/** `place` goes on the element that holds the rows: those between the two spaces are drawn. */
export function useWindowList({ address, count, keyOf, estimate }: Options) {
  const [top, setTop] = useState(0)
  const place = useCallback((element: HTMLElement | null) => {
    if (element) setTop(element.getBoundingClientRect().top + window.scrollY)
  }, [])
  const list = useWindowVirtualizer({
    count,
    getItemKey: keyOf,
    estimateSize: estimate,
    overscan: 8,
    scrollMargin: top,
    initialOffset: () => window.scrollY,
    initialMeasurementsCache: measured.get(address) ?? [],
  })
  useLayoutEffect(() => () => void measured.set(address, list.measurementsCache), [address, list])
  const items = list.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  return {
    place,
    items,
    measure: list.measureElement,
    before: first ? first.start - top : 0,
    after: last ? list.getTotalSize() - (last.end - top) : 0,
    scrollTo: (index: number) => list.scrollToIndex(index, { align: 'auto' }),
  }
}
