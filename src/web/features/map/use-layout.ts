import { useEffect, useRef, useState } from 'react'
import type { Place, Placeable } from './map-layout.ts'

/** The places of what is shown, computed in a worker; until they are there, the ones before. */
export function useLayout(shown: readonly Placeable[]): ReadonlyMap<string, Place> | null {
  const [places, setPlaces] = useState<ReadonlyMap<string, Place> | null>(null)
  const worker = useRef<Worker | null>(null)
  const order = useRef(0)
  useEffect(() => {
    const made = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
    made.onmessage = ({ data }: MessageEvent<{ order: number; places: Place[] }>) => {
      if (data.order === order.current) setPlaces(new Map(data.places.map((place) => [place.key, place])))
    }
    worker.current = made
    return () => made.terminate()
  }, [])
  useEffect(() => {
    order.current += 1
    const asked = shown.map(({ key, parent }) => ({ key, parent }))
    worker.current?.postMessage({ order: order.current, shown: asked })
  }, [shown])
  return places
}
