// OKRs at size: the board and the map of a cycle against bare SQL, their growth, and one objective among many. Seed 3.
// Ours is the operation called in-process through its whole pipeline: input and output validated, key checked, transaction,
// walls, rights; bare is one statement past the walls, decoded by the same driver. Rounds alternate; medians.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call, getRouter, isProcedure } from '@orpc/server'
import pg from 'pg'
import { removeDataFolder } from '../scripts/data-folders.ts'
import { contract } from '../src/contract/contract.ts'
import { createApp } from '../src/server/app.ts'
import { type AppRouter, bindRouter } from '../src/server/doors/router.ts'
import { allHandlers } from '../src/server/features/handlers.ts'
import { createLog } from '../src/server/platform/log.ts'
import type { Server } from '../src/server/platform/operation-context.ts'
import type { Call } from '../src/server/platform/pipeline.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded.ts'
import { boardStatement, mapStatement } from './okr-bare.ts'
import { type CycleSize, fillWithOkrs, todayOf } from './okr-data.ts'
import type { Result } from './result.ts'
import { step } from './steps.ts'
import { median, timed } from './timing.ts'
import { unchecked } from './unchecked.ts'

/** 25,000 objectives with 100,000 key results, each cycle of them a quarter of its own. */
const many: CycleSize[] = [10_000, 5_000, 1_000, ...Array.from({ length: 9 }, () => 1_000)].map(
  (objectives) => ({
    objectives,
  }),
)
const [huge, large, usual] = [0, 1, 2]
const few: CycleSize[] = [{ objectives: 250 }]

export async function measureOkr(): Promise<Result[]> {
  const bench = await step('start', startBench)
  try {
    const big = await bench.workspace('Trăm nghìn', many)
    const small = await bench.workspace('Một nghìn', few)
    const board = (cycle: number) => () => big.ask('okrs.board', { id: big.cycleIds[cycle] }, cycle)
    const map = (cycle: number) => () => big.ask('okrs.map', { id: big.cycleIds[cycle] }, cycle)
    const bare = (statement: string, cycle: number) => () =>
      bench.database.pool.query(statement, [
        big.workspaceId,
        big.cycleIds[cycle],
        todayOf(cycle).slice(0, 10),
      ])
    const one = (of: typeof big, n: number) => async () => {
      const id = await of.objective(n)
      return () => of.ask('objectives.get', { id }, 0)
    }
    const [boardOurs, boardBare] = await alternate(21, board(usual), bare(boardStatement, usual))
    const [mapOurs, mapBare] = await alternate(11, map(large), bare(mapStatement, large))
    const [board1, board10] = await alternate(7, board(usual), board(huge))
    const [map1, map10] = await alternate(7, map(usual), map(huge))
    const [inMany, inFew] = await alternate(101, await one(big, 100)(), await one(small, 100)())
    return [
      ratio('board of 1,000 objectives, 4,000 key results, against bare SQL', boardOurs, boardBare, 2),
      ratio('map of 5,000 objectives, 20,000 key results, against bare SQL', mapOurs, mapBare, 2),
      ratio('board: 10,000 objectives, against 1,000', board10, board1, 11),
      ratio('map: 10,000 objectives, against 1,000', map10, map1, 11),
      ratio('one objective among 100,000 key results, against 1,000', inMany, inFew, 1.3),
    ]
  } finally {
    await bench.stop()
  }
}

const ratio = (what: string, ours: number, bare: number, bound: number): Result => ({
  what,
  ours,
  bare,
  unit: 'ms',
  bound,
})

/** Medians of both, taken in turns so that what disturbs one disturbs the other. */
async function alternate(
  rounds: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []]
  await step('rounds', async () => {
    for (let round = 0; round < rounds + 3; round++) {
      const took = [await timed(one), await timed(other)] as const
      // The first rounds fill caches and let the compiler see what is hot.
      if (round >= 3) for (const side of [0, 1] as const) times[side].push(took[side])
    }
  })
  return [median(times[0]), median(times[1])]
}

async function startBench() {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhipcau-bench-'))
  const log = createLog('warn')
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  const { connectionString } = postgres
  let now = new Date(todayOf(0))
  const app = await createApp({
    connectionString,
    poolSize: 4,
    baseUrl: 'http://127.0.0.1',
    secret: 'a secret of the bench, long enough to sign with',
    sealingKey: 'a key of the bench, to seal with',
    operatorToken: 'operator-of-the-bench',
    clock: { now: () => now },
    log,
  })
  const { server } = app
  const router = bindRouter(
    server,
    contract,
    allHandlers(async () => {}),
  )
  const client = new pg.Client({ connectionString })
  await client.connect()
  let workspaces = 0
  return {
    database: server.database,
    async workspace(name: string, sizes: CycleSize[]) {
      const seed = `3.${++workspaces}`
      const { apiKey, ...holder } = await setUp(server, router, name, `lan${workspaces}@saomai.vn`)
      const { cycleIds } = await step('fill', () =>
        unchecked(client, () => fillWithOkrs(client, holder, sizes, seed)),
      )
      const headers = new Headers({ authorization: `Bearer ${apiKey}` })
      return {
        ...holder,
        cycleIds,
        ask(operation: string, input: unknown, cycle: number) {
          now = new Date(todayOf(cycle))
          return ask(router, operation, input, headers)
        },
        async objective(n: number): Promise<string> {
          const { rows } = await client.query(`select bench_id('objective', $1, $2) as id`, [n, seed])
          return rows[0].id
        },
      }
    },
    async stop() {
      await client.end()
      await app.close()
      await postgres.stop()
      removeDataFolder(dataDir)
    },
  }
}

type Holder = { workspaceId: string; memberId: string; apiKey: string }

async function setUp(server: Server, router: AppRouter, name: string, email: string): Promise<Holder> {
  const headers = new Headers({ authorization: `Bearer ${server.operatorToken}` })
  const owner = { name: 'Lan', email, password: 'mat-khau-rat-dai' }
  return (await ask(
    router,
    'setup.run',
    { workspace: { name }, owner },
    headers,
    server.operatorToken,
  )) as Holder
}

function ask(router: AppRouter, operation: string, input: unknown, headers: Headers, operatorToken?: string) {
  const procedure = getRouter(router, operation.split('.'))
  if (!isProcedure(procedure)) throw new Error(`no operation ${operation}`)
  const context: Call = {
    headers,
    operatorToken: operatorToken ?? null,
    door: 'job',
    ifMatch: null,
    idempotencyKey: null,
    locale: 'vi',
  }
  return call(procedure, input, { context })
}
