// The rest of what is served over HTTP: sign-in, health, metrics, the API's description, pages.
import { existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { letterCounts } from '../platform/letters.ts'
import type { LiveFeed } from '../platform/live-feed.ts'
import type { Server } from '../platform/operation-context.ts'
import { Refusal, retryAfter } from '../platform/refusal.ts'
import { addressOf, namedLocale } from './http.ts'
import { pagesDoor } from './pages.ts'
import { toProblem } from './problem.ts'
import type { AppRouter } from './router.ts'

const webFolder = join(import.meta.dirname, '../../../dist/web')

export function restDoors(server: Server, router: AppRouter, feed: LiveFeed, others: Hono[]): Hono {
  const app = new Hono()
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  countLetters(server, metrics)
  const document = describeApi(server, router)

  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const ready = await sql`select 1`.execute(server.database.kysely).then(
      () => true,
      () => false,
    )
    return ready
      ? c.text('ready')
      : c.text('database away', 503, { 'retry-after': String(retryAfter.database_away) })
  })
  app.get('/metrics', async (c) =>
    c.text(await metrics.metrics(), 200, { 'content-type': metrics.contentType }),
  )
  app.get('/api/v1/openapi.json', async (c) => c.json(await document()))
  app.on(['GET', 'POST'], '/api/auth/*', (c) => {
    const { incoming } = c.env as { incoming: IncomingMessage }
    return server.identity.handler(c.req.raw, addressOf(incoming, server.proxies))
  })
  app.onError((error, c) => {
    const problem = toProblem(error, namedLocale(c.req.raw.headers) ?? 'vi', server.log)
    if (problem.retryAfter !== undefined) c.header('retry-after', String(problem.retryAfter))
    return c.json(problem, problem.status as 500, { 'content-type': 'application/problem+json' })
  })
  for (const other of others) app.route('/', other)
  app.all('/api/*', (c) => {
    const problem = toProblem(new Refusal('not_found'), namedLocale(c.req.raw.headers) ?? 'vi', server.log)
    return c.json(problem, 404, { 'content-type': 'application/problem+json' })
  })
  if (existsSync(webFolder)) app.route('/', pagesDoor(server, router, feed, webFolder))
  return app
}

/** Looked up when somebody asks. */
function countLetters(server: Server, metrics: Registry): void {
  new Gauge({
    name: 'nhipcau_letters',
    help: 'Letters: waiting in the database, of these tried in vain (delayed); sent and given up (failed) since this process began',
    labelNames: ['state'],
    registers: [metrics],
    async collect() {
      for (const [state, count] of Object.entries(await letterCounts(server))) this.set({ state }, count)
    },
  })
}

/** Built once, at the first question. */
function describeApi(server: Server, router: AppRouter) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  let document: ReturnType<typeof generator.generate> | undefined
  return () => {
    document ??= generator.generate(router, {
      info: { title: 'Nhịp Cầu', version: '1', description: 'OKRs and KPIs that work together.' },
      servers: [{ url: `${server.baseUrl}/api/v1` }],
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      security: [{ key: [] }],
    })
    return document
  }
}
