// What is typed is kept on this device until it is saved: through a reload, a closed tab, a lost network.
import { useEffect, useState } from 'react'

const prefix = 'nhipcau.kept.'

/** What was kept under the name, or null; what cannot be read counts as nothing. */
export function readKept<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(prefix + name)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // A full or forbidden store: the page itself still holds what was typed.
  }
}

export function forgetKept(name: string): void {
  localStorage.removeItem(prefix + name)
}

/** As useState, begun with what was kept. `forget` once it is saved; `isKept` says that it differs from `initial`. */
export function useKept<T>(name: string, initial: () => T) {
  const [value, setValue] = useState<T>(() => readKept<T>(name) ?? initial())
  const [isKept, setIsKept] = useState(() => readKept(name) !== null)
  useEffect(() => {
    if (isKept) keep(name, value)
  }, [name, value, isKept])
  return {
    value,
    isKept,
    set: (next: T) => {
      setIsKept(true)
      setValue(next)
    },
    forget: () => {
      setIsKept(false)
      forgetKept(name)
    },
    /** Back to what it was before anything was typed. */
    drop: () => {
      setIsKept(false)
      forgetKept(name)
      setValue(initial())
    },
  }
}
