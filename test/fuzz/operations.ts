// Generated input against every operation of the contract: no fault of the server's own, no hang, and a refused call has
// changed nothing. A few cases in each run of the tests; CI takes 200 an operation, and `npm run fuzz -- 5000` as many as
// one likes, on a course of its own unless a seed is named.
import { AsyncLocalStorage } from 'node:async_hooks'
import { call, getRouter, isProcedure } from '@orpc/server'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { contract } from '../../src/contract/contract.ts'
import { callOf } from '../../src/server/doors/http.ts'
import { toProblem } from '../../src/server/doors/problem.ts'
import { type AppRouter, bindRouter, operationsOf } from '../../src/server/doors/router.ts'
import { allHandlers } from '../../src/server/features/handlers.ts'
import type { Database, Db } from '../../src/server/platform/database.ts'
import { createLog } from '../../src/server/platform/log.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { fillCompany, query } from '../company.ts'
import { inputOf } from './arbitrary-input.ts'

const cases = Number(process.env.FUZZ_CASES ?? 25)
const seed = Number(process.env.FUZZ_SEED ?? 20_260_622)
/** No call of one small organisation takes this long, on any machine that runs tests. */
const patience = 20_000

let app: TestApp
let router: AppRouter
let ids: string[]
let apiKey: string
let undoAll: () => Promise<void>

/** What happened to the transactions of the call that runs now. */
const current = new AsyncLocalStorage<{ written: number }>()

/** Tries every second operation, from the one named: two files share them, for two workers to try at once. */
export function tryOperations(first: 0 | 1): void {
  beforeAll(begin)
  afterAll(async () => {
    await undoAll()
    await app.stop()
  })
  const tally = { done: 0, refused: 0 }
  const operations = operationsOf(contract).filter((_, index) => index % 2 === first)

  test.each(operations)(
    '$name',
    async ({ path }) => {
      const procedure = getRouter(router, path)
      if (!isProcedure(procedure)) throw new Error(path.join('.'))
      const schema = procedure['~orpc'].inputSchema as z.ZodType
      const before = await besideTransactions()
      let done = 0
      await fc.assert(
        fc.asyncProperty(inputOf(schema, ids), async (input) => {
          const { status, code, written } = await attempt(path, input)
          expect(status, code).toBeLessThan(500)
          if (status < 400) done += 1
          else expect(written, `refused as ${code} after it changed something`).toBe(0)
        }),
        { numRuns: cases, seed, endOnFailure: true },
      )
      // A key is made beside the transaction: where the call was done it stays.
      if (path.join('.') === 'apiKeys.create') before.apikey = (before.apikey ?? 0) + done
      expect(await besideTransactions()).toEqual(before)
      tally.done += done
      tally.refused += cases - done
    },
    600_000,
  )

  test('both kinds were met: calls that were done and calls that were refused', () => {
    expect(tally.done).toBeGreaterThan(cases * 5)
    expect(tally.refused).toBeGreaterThan(cases * 5)
  })
}

async function begin() {
  app = await startTestApp()
  const me = await app.setup()
  const company = await fillCompany(app, me)
  const member = company.member.memberId
  const rows = await query<{ id: string }>(
    app,
    [
      'unit',
      'cycle',
      'objective',
      'key_result',
      'initiative',
      'kpi',
      'kpi_phase',
      'annotation',
      'signal',
      'check_in',
      'hand_over',
      'measurement',
      'invitation',
    ]
      .map((table) => `(select id from ${table} limit 2)`)
      .join(' union all '),
  )
  ids = [...rows.map(({ id }) => id), me.memberId, member]
  const { database, undo } = await withoutTrace(app.server.database)
  undoAll = undo
  apiKey = me.apiKey
  const server = { ...app.server, database, log: createLog('silent') }
  router = bindRouter(
    server,
    contract,
    allHandlers(async () => {}),
  )
}

/** What no transaction of a call reaches: accounts and what belongs to them, counted by table. */
async function besideTransactions(): Promise<Record<string, number>> {
  const tables = ['user', 'account', 'apikey', 'session', 'passkey', 'twoFactor', 'verification']
  const counts = tables.map((table) => `(select count(*)::int from auth."${table}") as "${table}"`)
  return (await query<Record<string, number>>(app, `select ${counts.join(', ')}`))[0] ?? {}
}

/**
 * The same database, where every transaction is part of one that is never committed, and is undone after it succeeded:
 * each case meets the same organisation.
 */
async function withoutTrace(database: Database): Promise<{ database: Database; undo: () => Promise<void> }> {
  let ended = () => {}
  const end = new Promise<void>((resolve) => {
    ended = resolve
  })
  const opened = Promise.withResolvers<Db>()
  const outer = database.kysely
    .transaction()
    .execute(async (db) => {
      opened.resolve(db)
      await end
      throw new Error('undone')
    })
    .catch(() => {})
  const db = await opened.promise
  const traceless: Database = {
    ...database,
    async transaction(access, work, entry) {
      await sql`savepoint a_call`.execute(db)
      try {
        await sql`select set_config('transaction_read_only', ${access === 'read only' ? 'on' : 'off'}, true)`.execute(
          db,
        )
        const entered = entry ? await sql.raw<{ entered: unknown }>(entry).execute(db) : null
        await sql`set local role nhipcau_app`.execute(db)
        const output = await work(db, Promise.resolve(entered?.rows[0]?.entered))
        const state = current.getStore()
        if (state && access === 'read write') state.written += 1
        return output
      } finally {
        // Released as well: savepoints left open nest, and each nested one that writes keeps a lock until the end.
        await sql.raw('rollback to savepoint a_call; release savepoint a_call').execute(db)
      }
    },
  }
  return {
    database: traceless,
    undo: async () => {
      ended()
      await outer
    },
  }
}

type Outcome = { status: number; code: string; written: number }

async function attempt(path: string[], input: unknown): Promise<Outcome> {
  const procedure = getRouter(router, path)
  if (!isProcedure(procedure)) throw new Error(path.join('.'))
  const context = callOf(new Headers({ authorization: `Bearer ${apiKey}` }), 'http')
  const state = { written: 0 }
  let timer: NodeJS.Timeout | undefined
  const hang = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ status: 599, code: 'hang', written: 0 }), patience)
  })
  const run = current.run(state, async (): Promise<Outcome> => {
    try {
      await call(procedure, input, { context })
      return { status: 200, code: 'done', written: state.written }
    } catch (error) {
      const { status, code } = toProblem(error, 'vi', createLog('silent'))
      const shown =
        status >= 500 ? `${code}: ${error instanceof Error ? (error.stack ?? error.message) : error}` : code
      return { status, code: shown, written: state.written }
    }
  })
  try {
    return await Promise.race([run, hang])
  } finally {
    clearTimeout(timer)
  }
}
