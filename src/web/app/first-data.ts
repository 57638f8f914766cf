// What came along with the page, in place of asking for it.
import type { QueryClient } from '@tanstack/react-query'
import type { Locale } from '../../i18n/translator.ts'

/** As the server writes it: where the stream of changes stood, and each operation with its input and answer. */
type FirstData = {
  locale: Locale
  place: string
  answers: [room: string, name: string, input: unknown, output: unknown][]
}

let place: string | null = null

/** Puts the answers where the pages look for them; those in another language than the reader's are asked for anew. */
export function takeFirstData(queries: QueryClient, locale: Locale): void {
  const text = document.getElementById('first-data')?.textContent
  const data = text ? (JSON.parse(text) as FirstData) : null
  if (data?.locale !== locale) return
  place = data.place
  for (const [room, name, input, output] of data.answers) queries.setQueryData([room, name, input], output)
}

/** Once: the change after which the page has to be told of others, where its data came with it. */
export function takePlace(): string | null {
  const taken = place
  place = null
  return taken
}
