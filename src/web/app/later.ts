// What a page can stand without: loaded when it is first drawn, together with the messages that it says.
import { type ComponentType, lazy } from 'react'
import { loadMessages, type MessagePart } from './language.tsx'

/** The component, drawn (inside a Suspense) once it and these parts of the catalogue are here. */
// biome-ignore lint/suspicious/noExplicitAny: any component, whatever its properties
export function later<Component extends ComponentType<any>>(
  load: () => Promise<Component>,
  ...parts: MessagePart[]
) {
  return lazy(async () => {
    const [component] = await Promise.all([load(), loadMessages(...parts)])
    return { default: component }
  })
}
