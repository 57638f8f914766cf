// Binds the contract to the handlers: one procedure per operation, each run by the one pipeline.
import {
  type ContractProcedure,
  type InferSchemaInput,
  type InferSchemaOutput,
  isContractProcedure,
} from '@orpc/contract'
import { implement, type Router } from '@orpc/server'
import type { OperationMeta } from '../../contract/operation.ts'
import type { Op, OpenOp, Server } from '../platform/operation-context.ts'
import { type Call, runOperation } from '../platform/pipeline.ts'

/** The handlers that a contract asks for, operation by operation. */
export type Handlers<C> =
  C extends ContractProcedure<infer I, infer O, infer _E, infer _M>
    ? (input: InferSchemaOutput<I>, op: Op) => Promise<InferSchemaInput<O>>
    : { [K in keyof C]: Handlers<C[K]> }

/** Handlers of operations that stand open: they run outside any workspace. */
export type OpenHandlers<C> =
  C extends ContractProcedure<infer I, infer O, infer _E, infer _M>
    ? (input: InferSchemaOutput<I>, op: OpenOp) => Promise<InferSchemaInput<O>>
    : { [K in keyof C]: OpenHandlers<C[K]> }

export type AppRouter = Router<Record<never, never>, Call>

/** One operation as a door finds it. */
export type Bound = { name: string; path: string[]; meta: OperationMeta }

// biome-ignore lint/suspicious/noExplicitAny: contract and handlers are held together by the types above
type Tree = any

export function bindRouter(server: Server, contract: Tree, handlers: Tree, path: string[] = []): AppRouter {
  if (isContractProcedure(contract)) {
    const meta = contract['~orpc'].meta as OperationMeta
    const name = path.join('.')
    if (typeof handlers !== 'function') throw new Error(`${name} has no handler`)
    return implement(contract)
      .$context<Call>()
      .handler(({ input, context }) =>
        runOperation(server, name, meta, handlers, input, context),
      ) as AppRouter
  }
  const bound = Object.keys(contract).map((key) => [
    key,
    bindRouter(server, contract[key], handlers?.[key], [...path, key]),
  ])
  return Object.fromEntries(bound)
}

/** Every operation of a contract, in its order. */
export function operationsOf(contract: Tree, path: string[] = []): Bound[] {
  if (isContractProcedure(contract))
    return [{ name: path.join('.'), path, meta: contract['~orpc'].meta as OperationMeta }]
  return Object.keys(contract).flatMap((key) => operationsOf(contract[key], [...path, key]))
}
