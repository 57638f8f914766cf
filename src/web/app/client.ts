// The browser's client of the contract: typed by it, without carrying it along.
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { Contract } from '../../contract/contract.ts'
import { currentLocale } from './language.tsx'

/** A change may say which version it was based on; a later change of the same fields then refuses it. */
type CallContext = { ifMatch?: number | undefined }

const link = new RPCLink<CallContext>({
  url: `${window.location.origin}/rpc`,
  headers: ({ context }) => ({
    'accept-language': currentLocale(),
    ...(context.ifMatch === undefined ? {} : { 'if-match': `"${context.ifMatch}"` }),
  }),
})

export const client: ContractRouterClient<Contract, CallContext> = createORPCClient(link)

/** Query and mutation options of every operation: `api.kpis.get.queryOptions({ input: { id } })`. */
export const api = createTanstackQueryUtils(client)

/** What a refused call says, in the reader's language. */
export type Problem = {
  status: number
  code: string
  detail: string
  errors?: { field: string; code: string; message?: string }[]
}

/** The problem that an operation was refused with, or null for anything else (such as no network). */
export function problemOf(error: unknown): Problem | null {
  const data: unknown = error instanceof ORPCError ? error.data : null
  return typeof data === 'object' && data !== null && 'detail' in data ? (data as Problem) : null
}
