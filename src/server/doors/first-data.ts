// The answers to what a page asks as it opens, sent along with it: asked of the same operations, through the same pipeline,
// with the browser's own cookie, as the page itself would a moment later. What is refused, fails or takes too long is left
// out, and the page asks it in the ordinary way.
import { call, getRouter, isProcedure } from '@orpc/server'
import { firstAsks, frameAsks, type Opened } from '../../contract/first-asks.ts'
import type { Locale } from '../../i18n/translator.ts'
import type { LiveFeed } from '../platform/live-feed.ts'
import { callOf } from './http.ts'
import type { AppRouter } from './router.ts'

/** How long a page waits for them, in milliseconds: its scripts are on their way meanwhile. */
const patience = 1_000

export type FirstData = {
  locale: Locale
  /** Where the stream of changes stood before anything was asked. */
  place: string
  /** Room and name of each operation, its input and its answer. */
  answers: [room: string, name: string, input: unknown, output: unknown][]
}

type Asked = { router: AppRouter; feed: LiveFeed; headers: Headers; locale: Locale }
type Page = Pick<Opened, 'params' | 'search'> & { address: string }

/** Null where nobody is signed in. */
export async function firstData(
  { router, feed, headers, locale }: Asked,
  page: Page,
): Promise<FirstData | null> {
  const answers: FirstData['answers'] = []
  const own = ownHeaders(headers, locale)
  const ask = asking(router, own, answers)
  const session = await ask.session.me({}).catch(() => null)
  if (!session) return null
  // From here on as the page does: whatever another tab opens, all of it is of the same organisation.
  const { workspace, today } = session
  own.set('x-workspace', workspace.id)
  const { id: place } = await feed.now(workspace.id)
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, patience)
  const opened = { ...page, today }
  const asked = [...frameAsks(ask), ...(firstAsks[page.address]?.(ask, opened) ?? [])]
  await Promise.race([Promise.allSettled(asked), late.promise])
  clearTimeout(timer)
  return { locale, place, answers: [...answers] }
}

/** Those of the page, without what only a program sends. */
function ownHeaders(headers: Headers, locale: Locale): Headers {
  const own = new Headers(headers)
  for (const name of ['authorization', 'x-workspace', 'if-match', 'idempotency-key']) own.delete(name)
  own.set('accept-language', locale)
  return own
}

type Ask = Parameters<typeof frameAsks>[0]

/** Asks each operation once, however often it is named, and keeps what it answered. */
function asking(router: AppRouter, headers: Headers, answers: FirstData['answers']): Ask {
  const asked = new Map<string, Promise<unknown>>()
  const run = async (room: string, name: string, input: unknown) => {
    const procedure = getRouter(router, [room, name])
    if (!isProcedure(procedure)) throw new Error(`${room}.${name} is not bound`)
    const output = await call(procedure, input, { context: callOf(headers, 'rpc') })
    answers.push([room, name, input, output])
    return output
  }
  const once = (room: string, name: string) => (input: unknown) => {
    const key = JSON.stringify([room, name, input])
    const answer = asked.get(key) ?? run(room, name, input)
    asked.set(key, answer)
    return answer
  }
  const named = <T>(of: (name: string) => T) =>
    new Proxy({}, { get: (_, name) => (typeof name === 'string' ? of(name) : undefined) })
  return named((room) => named((name) => once(room, name))) as Ask
}

/** As a block of data in a page: nothing in it ends the block or begins another. */
export function dataBlock(data: FirstData): string {
  const json = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `<script type="application/json" id="first-data">${json}</script>`
}
