// The pages: their files, and the one document that every address of the browser is answered with. It names the files of
// the screen at that address, and goes on with the first data while the browser is fetching them.

import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { HttpBindings } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Locale } from '../../i18n/translator.ts'
import type { LiveFeed } from '../platform/live-feed.ts'
import type { Server } from '../platform/operation-context.ts'
import { assetsDoor, type Encoding, encodingFor } from './assets.ts'
import { dataBlock, firstData } from './first-data.ts'
import type { AppRouter } from './router.ts'

/** As vite.config.ts writes it: the files of each address, beside those that every page loads. */
type Screen = { address: string; files: Record<Locale, string[]> }

export function pagesDoor(server: Server, router: AppRouter, feed: LiveFeed, folder: string): Hono {
  const door = new Hono()
  door.route('/', assetsDoor(folder))
  door.use('/favicon.svg', serveStatic({ root: folder }))
  door.get('*', async (c) => {
    const [html, screens] = await Promise.all([
      readFile(join(folder, 'index.html'), 'utf8'),
      readFile(join(folder, 'screens.json'), 'utf8').then((text) => JSON.parse(text) as Screen[]),
    ])
    const locale = getCookie(c, 'nhipcau.locale') === 'en' ? 'en' : 'vi'
    const url = new URL(c.req.url)
    const found = screenAt(screens, url.pathname)
    const files = found?.screen.files[locale] ?? []
    const preloads = files.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`)
    const [head = '', rest = ''] = html.split(/(?=<\/head>)/)
    const [body = '', end = ''] = rest.split(/(?=<\/body>)/)
    const beginning = head + preloads.join('') + body

    if (!mayHoldData(c.req.raw.headers))
      return c.html(beginning + end, 200, { 'cache-control': 'no-cache', vary: 'cookie' })
    const asked = { router, feed, headers: c.req.raw.headers, locale } as const
    const page = {
      address: found?.screen.address ?? '',
      params: found?.params ?? {},
      search: url.searchParams,
    }
    const data = firstData(asked, page).catch((err) => {
      server.log.warn({ err }, 'a page is sent without its first data')
      return null
    })
    const { outgoing } = c.env as HttpBindings as { outgoing: ServerResponse }
    const encoding = encodingFor(c.req.header('accept-encoding'))
    outgoing.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      vary: 'cookie, accept-encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    })
    async function* parts() {
      yield beginning
      const came = await data
      yield came ? dataBlock(came) + end : end
    }
    // A reader who goes away ends it: nothing is wrong.
    pipeline([Readable.from(parts()), ...packer(encoding), outgoing]).catch(() => outgoing.destroy())
    return RESPONSE_ALREADY_SENT
  })
  return door
}

/** Each part goes out as soon as it is there. */
function packer(encoding: Encoding | null) {
  if (encoding === 'br')
    return [
      createBrotliCompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
      }),
    ]
  return encoding === 'gzip' ? [createGzip({ flush: constants.Z_SYNC_FLUSH })] : []
}

/** Only a document that a signed-in browser opens: not what another page asks for, however it does. */
function mayHoldData(headers: Headers): boolean {
  const isDocument = (headers.get('sec-fetch-dest') ?? 'document') === 'document'
  return isDocument && /(?:^|;\s*)(?:__Secure-)?nhipcau\.session_token=/.test(headers.get('cookie') ?? '')
}

/** The screen whose address fits; of several, the one with the most words of its own. */
export function screenAt(screens: readonly Screen[], path: string) {
  const parts = path.split('/').filter(Boolean)
  const fitting = screens.flatMap((screen) => {
    const names = screen.address.split('/').filter(Boolean)
    const fits =
      names.length === parts.length && names.every((name, i) => name.startsWith('$') || name === parts[i])
    if (!fits) return []
    const params = Object.fromEntries(
      names.flatMap((name, i) => (name.startsWith('$') ? [[name.slice(1), parts[i] ?? '']] : [])),
    )
    return [{ screen, params }]
  })
  return fitting.toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0]
}
