// What the browser's tab, its history and a screen reader call the page: the same words as its heading.
import { useEffect } from 'react'

export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = `${title} · Nhịp Cầu`
  }, [title])
}
