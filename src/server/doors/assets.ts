// The files that the pages are made of: named by what is in them, kept in memory, compressed once when first asked for.
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { Hono } from 'hono'

const compressors = {
  br: (plain: Buffer) =>
    promisify(brotliCompress)(plain, {
      params: {
        // The next one saves a fifteenth more and takes a whole second of the first visitor's time.
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    }),
  gzip: (plain: Buffer) => promisify(gzip)(plain, { level: 9 }),
}

export type Encoding = keyof typeof compressors

/** The best way to pack an answer that this caller unpacks. */
export function encodingFor(acceptEncoding: string | undefined): Encoding | null {
  const accepted = (acceptEncoding ?? '').split(',').flatMap((one) => {
    const [name = '', weight = ''] = one.split(';')
    return /^\s*q=0(\.0*)?\s*$/.test(weight) ? [] : [name.trim()]
  })
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding)) ?? null
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

const immutable = 'public, max-age=31536000, immutable'

export function assetsDoor(folder: string): Hono {
  const kept = new Map<string, Promise<Buffer<ArrayBuffer>>>()
  /** Made once, however many ask meanwhile; what failed is tried again. */
  const once = (key: string, make: () => Promise<Buffer>) => {
    const known = kept.get(key)
    if (known) return known
    const made = make() as Promise<Buffer<ArrayBuffer>>
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    return made
  }
  const door = new Hono()
  door.get('/assets/:name', async (c) => {
    const name = c.req.param('name')
    const type = types[extname(name)]
    const plain =
      type && /^[\w.-]+$/.test(name)
        ? await once(name, () => readFile(join(folder, 'assets', name))).catch(() => null)
        : null
    if (!type || !plain) return c.notFound()
    const head = { 'content-type': type, 'cache-control': immutable, vary: 'accept-encoding' }
    // Fonts are packed as they are.
    const encoding = /^\.woff/.test(extname(name)) ? null : encodingFor(c.req.header('accept-encoding'))
    if (!encoding) return c.body(plain, 200, head)
    const packed = await once(`${name} ${encoding}`, () => compressors[encoding](plain))
    return c.body(packed, 200, { ...head, 'content-encoding': encoding })
  })
  return door
}
