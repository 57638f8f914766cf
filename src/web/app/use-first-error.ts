// After a form was refused, the first field that is wrong takes the focus.
import { type RefObject, useEffect, useRef } from 'react'

/** `errors` is a new object for each attempt; nothing happens while it is empty. */
export function useFirstError(errors: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [errors])
  return form
}
