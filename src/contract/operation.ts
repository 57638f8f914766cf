// How an operation is declared: once, for every door.
import { oc } from '@orpc/contract'
import type { z } from 'zod'
import type { Action } from '../core/people/permissions.ts'

/** What the pipeline and the doors need to know of an operation, beside its schemas. */
export type OperationMeta = {
  /** One line for people and for OpenAPI. */
  summary: string
  /** The row of the permission table, or who is let in without one. */
  access: Action | 'public' | 'member' | 'setup' | 'operator'
  /** A safe operation changes nothing: no audit, no idempotency key, a read-only transaction. */
  safe: boolean
  /** The answer holds a secret that is shown once: it is not kept for an Idempotency-Key. */
  secret?: true
  /** When set, the operation is offered as an MCP tool with this wording. */
  tool?: string
}

type Declaration<I extends z.ZodType, O extends z.ZodType> = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: `/${string}`
  summary: string
  access: OperationMeta['access']
  input: I
  output: O
  tool?: string
  secret?: true
  status?: number
  /** The body is not an object (a list), so path and body stay apart: input is `{ params, body }`. */
  detailedInput?: true
}

/**
 * Declares an operation of the contract. GET operations are safe; every other one is audited and may be repeated
 * under an Idempotency-Key. Refusals common to all (400, 401, 403, 404, 409, 412, 422) need no declaration.
 */
export function operation<I extends z.ZodType, O extends z.ZodType>(declaration: Declaration<I, O>) {
  const { method, path, summary, access, input, output, tool, secret, status, detailedInput } = declaration
  const meta: OperationMeta = {
    summary,
    access,
    safe: method === 'GET',
    ...(tool ? { tool } : {}),
    ...(secret ? { secret } : {}),
  }
  return oc
    .$meta<OperationMeta>(meta)
    .route({
      method,
      path,
      summary,
      successStatus: status ?? 200,
      ...(detailedInput ? { inputStructure: 'detailed' as const } : {}),
    })
    .input(input)
    .output(output)
}
