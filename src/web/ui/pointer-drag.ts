// Following the pointer while something is dragged: from the window, as what is dragged may be drawn anew elsewhere.
import { useEffect, useEffectEvent } from 'react'

type On = { move: (x: number, y: number) => void; drop: () => void; cancel: () => void }

export function usePointerDrag(isDragging: boolean, { move, drop, cancel }: On): void {
  const onMove = useEffectEvent(move)
  const onDrop = useEffectEvent(drop)
  const onCancel = useEffectEvent(cancel)
  useEffect(() => {
    if (!isDragging) return
    const listening = new AbortController()
    const { signal } = listening
    window.addEventListener('pointermove', ({ clientX, clientY }) => onMove(clientX, clientY), { signal })
    window.addEventListener('pointerup', () => onDrop(), { signal })
    window.addEventListener('pointercancel', () => onCancel(), { signal })
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && onCancel(), { signal })
    return () => listening.abort()
  }, [isDragging])
}
