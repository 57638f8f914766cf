// The browser's client of the contract: typed by it, without carrying it along. The wire is the RPC door's; the
// library's own client for it would be a twelfth of all that the first page may weigh, so these lines speak it.
import type { ContractRouterClient } from '@orpc/contract'
import type { RouterUtils } from '@orpc/tanstack-query'
import type { Contract } from '../../contract/contract.ts'
import { currentLocale } from './language.tsx'

/** A change may say which version it was based on; a later change of the same fields then refuses it. */
type CallContext = { ifMatch?: number | undefined }

type CallOptions = { context?: CallContext; signal?: AbortSignal }

/** What a refused call says, in the reader's language. */
export type Problem = {
  status: number
  code: string
  detail: string
  errors?: { field: string; code: string; message?: string }[]
}

/** The organisation that this page shows: whatever another tab opens, its calls stay there. */
let workspaceId: string | null = null

export function stayIn(id: string | null): void {
  workspaceId = id
}

/** Where the server tells this page of changes: of those from now on, or of all after `place`. */
export function eventsAddress(place: string | null): string {
  const search = new URLSearchParams()
  if (workspaceId !== null) search.set('workspace', workspaceId)
  if (place !== null) search.set('after', place)
  return `/api/v1/events?${search}`
}

class RefusedCall extends Error {
  readonly problem: Problem | null

  constructor(problem: Problem | null) {
    super(problem?.detail)
    this.problem = problem
  }
}

/** The problem that an operation was refused with, or null for anything else (such as no network). */
export function problemOf(error: unknown): Problem | null {
  return error instanceof RefusedCall ? error.problem : null
}

async function call(path: string[], input: unknown, { context, signal }: CallOptions = {}): Promise<unknown> {
  const response = await fetch(`/rpc/${path.join('/')}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': currentLocale(),
      ...(workspaceId === null ? {} : { 'x-workspace': workspaceId }),
      ...(context?.ifMatch === undefined ? {} : { 'if-match': `"${context.ifMatch}"` }),
    },
    body: JSON.stringify({ json: input }),
    signal: signal ?? null,
  })
  const { json } = (await response.json()) as { json: unknown }
  if (response.ok) return json
  const { data } = json as { data?: Problem }
  throw new RefusedCall(data && 'detail' in data ? data : null)
}

/** An object of any path: `leaf` answers for what ends one. */
function tree(leaf: (path: string[], name: string) => unknown, path: string[] = []): unknown {
  return new Proxy(
    {},
    {
      get: (_, name) =>
        typeof name === 'string' ? (leaf(path, name) ?? tree(leaf, [...path, name])) : undefined,
    },
  )
}

type Client = ContractRouterClient<Contract, CallContext>

/** Every operation by its name: `client.kpis.update(input, { context: { ifMatch } })`. */
export const client = tree((path, name) =>
  // An operation's name is its room and itself.
  path.length === 1
    ? (input: unknown, options?: CallOptions) => call([...path, name], input, options)
    : undefined,
) as Client

type QueryInput = { input: unknown }
type PagesInput = { input: (page: unknown) => unknown; initialPageParam: unknown }

const options: Record<string, (path: string[]) => unknown> = {
  queryOptions:
    (path) =>
    ({ input, ...rest }: QueryInput) => ({
      ...rest,
      queryKey: [...path, input],
      queryFn: ({ signal }: { signal: AbortSignal }) => call(path, input, { signal }),
    }),
  infiniteOptions:
    (path) =>
    ({ input, ...rest }: PagesInput) => ({
      ...rest,
      queryKey: [...path, 'pages', input(rest.initialPageParam)],
      queryFn: ({ pageParam, signal }: { pageParam: unknown; signal: AbortSignal }) =>
        call(path, input(pageParam), { signal }),
    }),
}

type Queries<T> = {
  [K in keyof T]: T[K] extends { queryOptions: infer Q; infiniteOptions: infer P }
    ? { queryOptions: Q; infiniteOptions: P }
    : Queries<T[K]>
}

/** TanStack Query's options of every operation: `api.kpis.get.queryOptions({ input: { id } })`. */
export const api = tree((path, name) => options[name]?.(path)) as Queries<RouterUtils<Client>>
