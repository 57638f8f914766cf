// The HTTP server: REST and the browser's client through oRPC, the rest through Hono.
import {
  createServer,
  type IncomingMessage,
  type Server as NodeServer,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { ORPCError } from '@orpc/server'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'
import type { StandardHandlerOptions } from '@orpc/server/standard'
import type { Hono } from 'hono'
import type { Locale } from '../../i18n/translator.ts'
import { bearerToken } from '../platform/caller.ts'
import type { Door, Server } from '../platform/operation-context.ts'
import type { Call } from '../platform/pipeline.ts'
import { Refusal } from '../platform/refusal.ts'
import { type Problem, toProblem } from './problem.ts'
import type { AppRouter } from './router.ts'

export const maxBodySize = 8 * 1024 * 1024

export function createHttpServer(server: Server, router: AppRouter, rest: Hono): NodeServer {
  // Made anew for each: handlers add their own interceptors to the lists that they are given.
  const options = (last: Interceptor[] = []) => ({
    clientInterceptors: [tellProblems(server), ...last],
    plugins: [new BodyLimitPlugin<Call>({ maxBodySize })],
  })
  const api = new OpenAPIHandler<Call>(router, {
    ...options([asWritten]),
    interceptors: [asProblemJson(server)],
  })
  const rpc = new RPCHandler<Call>(router, options())
  const pages = getRequestListener(rest.fetch)
  const isHttps = server.baseUrl.startsWith('https:')

  const http = createServer(async (request, response) => {
    try {
      secure(response, isHttps)
      const path = request.url ?? '/'
      if (path.startsWith('/api/v1/') && (await answer(api, '/api/v1', request, response, 'http'))) return
      if (path.startsWith('/rpc/') && (await answer(rpc, '/rpc', request, response, 'rpc'))) return
      await pages(request, response)
    } catch (error) {
      server.log.error({ err: error }, 'request failed')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    }
  })
  // Longer than proxies and browsers keep an idle connection: who closes first must not be who is just being asked.
  http.keepAliveTimeout = 75_000
  http.headersTimeout = 80_000
  return http
}

type NodeHandler = OpenAPIHandler<Call> | RPCHandler<Call>

async function answer(
  handler: NodeHandler,
  prefix: `/${string}`,
  request: IncomingMessage,
  response: ServerResponse,
  door: Door,
): Promise<boolean> {
  const context = callOf(headersOf(request), door)
  const { writeHead } = response
  // The version is known only once the operation has run, and must go out with the head.
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    if (context.version !== undefined) response.setHeader('etag', `"${context.version}"`)
    if (context.retryAfter !== undefined) response.setHeader('retry-after', context.retryAfter)
    if (isDrawing(args)) response.setHeader('content-security-policy', drawingPolicy)
    return writeHead.apply(response, args)
  }) as typeof writeHead
  const { matched } = await handler.handle(request, response, { prefix, context })
  return matched
}

/** What the pipeline needs of a request's headers. */
export function callOf(headers: Headers, door: Door): Call {
  return {
    door,
    headers,
    operatorToken: bearerToken(headers),
    ifMatch: versionNamed(headers.get('if-match')),
    idempotencyKey: headers.get('idempotency-key'),
    locale: namedLocale(headers),
  }
}

/** The version that a change was based on, with or without quotes. What names none of ours is based on nothing: 0. */
function versionNamed(ifMatch: string | null): number | null {
  if (!ifMatch || ifMatch === '*') return null
  const quoted = /^(?:W\/)?"(\d+)"$/.exec(ifMatch)?.[1]
  return Number(quoted ?? /^\d+$/.exec(ifMatch)?.[0] ?? 0)
}

export function namedLocale(headers: Headers): Locale | null {
  const language = /^\s*(vi|en)\b/i.exec(headers.get('accept-language') ?? '')?.[1]?.toLowerCase()
  return language === 'vi' || language === 'en' ? language : null
}

export function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}

/** The caller's address: the connection's own, or what the outermost of our own proxies saw. */
export function addressOf(request: IncomingMessage, proxies: number): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(/\s*,\s*/)
  const told = proxies > 0 ? forwarded.at(-proxies) : undefined
  return told || (request.socket.remoteAddress ?? '')
}

type Interceptor = NonNullable<StandardHandlerOptions<Call>['clientInterceptors']>[number]

/** An answer that its schema has let through is JSON as it stands: it is written as such, not walked and copied before. */
const asWritten: Interceptor = async ({ next }) => {
  const output = await next()
  return typeof output === 'object' && output !== null && Object.getPrototypeOf(output) === Object.prototype
    ? new Answer(output)
    : output
}

class Answer {
  readonly #body: object

  constructor(body: object) {
    this.#body = body
  }

  toJSON(): object {
    return this.#body
  }
}

/** Turns whatever an operation threw into the problem that its reader is told of. */
function tellProblems(server: Server): Interceptor {
  return async ({ next, context }) => {
    try {
      return await next()
    } catch (error) {
      const problem = toProblem(error, context.locale ?? 'vi', server.log)
      if (problem.retryAfter !== undefined) context.retryAfter = problem.retryAfter
      throw new ORPCError(problem.code, { status: problem.status, message: problem.detail, data: problem })
    }
  }
}

/** Problems go out as what they are: a stream keeps its content type, where a plain body is called application/json. */
function asProblemJson(server: Server): NonNullable<StandardHandlerOptions<Call>['interceptors']>[number] {
  return async ({ next, context }) => {
    try {
      return await next()
    } catch (error) {
      const problem = problemOf(error) ?? toProblem(unreadable(error), context.locale ?? 'vi', server.log)
      const body = new Blob([JSON.stringify(problem)]).stream()
      const headers = { 'content-type': 'application/problem+json' }
      return { matched: true, response: { status: problem.status, headers, body } }
    }
  }
}

/** Operations throw nothing but problems, so any other error comes from reading the request. */
function unreadable(error: unknown): unknown {
  return error instanceof ORPCError ? error : new Refusal('malformed_request')
}

function problemOf(error: unknown): Problem | null {
  return error instanceof ORPCError && isProblem(error.data) ? error.data : null
}

function isProblem(data: unknown): data is Problem {
  return typeof data === 'object' && data !== null && 'detail' in data && 'status' in data
}

const policy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  // Large spreadsheets are unpacked in a worker that the page makes from a blob.
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ')

/** A drawing that is opened by itself loads nothing, runs nothing and is of no origin. */
const drawingPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

function isDrawing(head: readonly unknown[]): boolean {
  const headers = head.findLast((part) => typeof part === 'object' && part !== null)
  return (
    headers !== undefined && String((headers as OutgoingHttpHeaders)['content-type']).startsWith('image/svg')
  )
}

function secure(response: ServerResponse, isHttps: boolean): void {
  response.setHeader('content-security-policy', policy)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  if (isHttps) response.setHeader('strict-transport-security', 'max-age=31536000')
}
