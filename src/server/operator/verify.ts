// `nhipcau verify`: whether everything that is kept for speed, and every history, is what it should be. Changes nothing.
import { sql } from 'kysely'
import { type PeriodDifference, periodDifferences } from '../features/kpi/public.ts'
import { verifyChain } from '../platform/audit-chain.ts'
import type { Clock } from '../platform/clock.ts'
import { allWorkspaces, type Database, type Db, enterWorkspace, openDatabase } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import type { Server } from '../platform/operation-context.ts'
import { asSystem } from '../platform/system.ts'

export type Verification = {
  workspaces: number
  /** Kept period values that measurements and formulas do not give. */
  periods: ({ workspaceId: string } & PeriodDifference)[]
  /** Histories without exactly one version that counts, by table. */
  histories: { workspaceId: string; table: 'measurement' | 'check_in'; of: string; current: number }[]
  /** Where the chain of the audit log breaks, and how. */
  audit: { workspaceId: string; seq: number; kind: string }[]
  /** Changes in the outbox without their trace in the audit log. */
  untraced: { workspaceId: string; eventId: string }[]
  isWhole: boolean
}

export async function verify(connectionString: string, clock: Clock, log: Log): Promise<Verification> {
  const database = openDatabase({ connectionString, max: 2 }, () => {})
  const found: Omit<Verification, 'isWhole'> = {
    workspaces: 0,
    periods: [],
    histories: [],
    audit: [],
    untraced: [],
  }
  try {
    for (const workspaceId of await allWorkspaces(database)) {
      found.workspaces++
      const periods = await recomputed({ database, clock, log }, workspaceId)
      found.periods.push(...periods.map((difference) => ({ workspaceId, ...difference })))
      found.histories.push(...(await brokenHistories(database, workspaceId)))
      const { fault } = await chainOf(database, workspaceId)
      if (fault) found.audit.push({ workspaceId, ...fault })
      found.untraced.push(...(await untraced(database, workspaceId)))
    }
  } finally {
    await database.close()
  }
  const { periods, histories, audit, untraced: events } = found
  return { ...found, isWhole: [periods, histories, audit, events].every((faults) => faults.length === 0) }
}

/** Undoes the transaction that it is thrown in. */
class Undo extends Error {}

async function recomputed(
  parts: { database: Database; clock: Clock; log: Log },
  workspaceId: string,
): Promise<PeriodDifference[]> {
  let differences: PeriodDifference[] = []
  // Recomputing periods needs the database and the time, nothing else of a server.
  await asSystem(parts as Server, workspaceId, 'verify', async (op) => {
    differences = await periodDifferences(op)
    throw new Undo()
  }).catch((error) => {
    if (!(error instanceof Undo)) throw error
  })
  return differences
}

async function brokenHistories(database: Database, workspaceId: string) {
  return database.transaction('read only', async (db) => {
    await enterWorkspace(db, workspaceId)
    const measurements = await historiesOf(db, workspaceId, 'measurement', sql`kpi_id || ' ' || identity`)
    const checkIns = await historiesOf(db, workspaceId, 'check_in', sql`key_result_id || ' ' || on_date`)
    return [...measurements, ...checkIns]
  })
}

function chainOf(database: Database, workspaceId: string) {
  return database.transaction('read only', async (db) => {
    await enterWorkspace(db, workspaceId)
    return verifyChain(db, workspaceId)
  })
}

/** An event takes its place from the audit row before it, in the same transaction. */
async function untraced(database: Database, workspaceId: string) {
  return database.transaction('read only', async (db) => {
    await enterWorkspace(db, workspaceId)
    const { rows } = await sql<{ eventId: string }>`
      select e.id as "eventId" from event e where e.workspace_id = ${workspaceId} and e.seq > 0 and not exists (
        select from audit a where a.workspace_id = e.workspace_id and a.seq = e.seq and a.operation = e.operation)`.execute(
      db,
    )
    return rows.map((row) => ({ workspaceId, ...row }))
  })
}

async function historiesOf<T extends 'measurement' | 'check_in'>(
  db: Db,
  workspaceId: string,
  table: T,
  of: ReturnType<typeof sql>,
) {
  const { rows } = await sql<{ of: string; current: number }>`
    select ${of} as of, count(*) filter (where superseded_at is null)::int as current from ${sql.table(table)}
    where workspace_id = ${workspaceId} group by 1 having count(*) filter (where superseded_at is null) <> 1`.execute(
    db,
  )
  return rows.map((row) => ({ workspaceId, table, ...row }))
}
