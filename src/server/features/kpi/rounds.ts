// Periods close by the passing of time: an hourly round looks at those that no push has looked at since.
import { sql } from 'kysely'
import { allWorkspaces } from '../../platform/database.ts'
import type { Round } from '../../platform/jobs.ts'
import type { Op, Server } from '../../platform/operation-context.ts'
import { asSystem } from '../../platform/system.ts'
import { readKpiRow } from './kpi-row.ts'
import { closeEmptyPeriods, reopenEmptyPeriods } from './recompute.ts'
import { evaluateSignals } from './signals.ts'

export function periodRounds(server: Server): Round[] {
  return [{ name: 'close_periods', pattern: '5 * * * *', run: () => closePeriods(server) }]
}

async function closePeriods(server: Server): Promise<void> {
  for (const workspaceId of await allWorkspaces(server.database))
    await asSystem(server, workspaceId, 'kpis.closePeriods', async (op) => {
      const zeroes = await op.db
        .selectFrom('kpi')
        .select('id')
        .where('workspace_id', '=', workspaceId)
        .where('zero_when_empty', '=', true)
        .where('archived_at', 'is', null)
        .orderBy('id')
        .execute()
      for (const { id } of zeroes) {
        const kpi = await readKpiRow(op, id, true)
        await reopenEmptyPeriods(op, kpi)
        await closeEmptyPeriods(op, kpi)
      }
      const { waiting, isSomeEarly } = await neverLookedAt(op)
      // What was looked at before its end, by a clock that has been set back since, is looked at again when it is over.
      if (isSomeEarly)
        await op.db
          .updateTable('period_value')
          .set({ evaluated_at: null })
          .where('workspace_id', '=', workspaceId)
          .where('evaluated_at', 'is not', null)
          .where('last_day', '>=', op.today)
          .execute()
      // Locked, as a push does: of two that look at the same period only one may raise what it brings.
      for (const id of waiting) await evaluateSignals(op, await readKpiRow(op, id, true))
    })
}

/** The KPIs with periods that are over and were never looked at, and whether any was looked at too early: every period is read, once. */
async function neverLookedAt(op: Op) {
  const isEarly = sql<boolean>`evaluated_at is not null`
  const rows = await op.db
    .selectFrom('period_value')
    .select(['kpi_id', isEarly.as('is_early')])
    .distinct()
    .where('workspace_id', '=', op.workspace.id)
    .where((eb) =>
      eb.or([
        eb.and([isEarly, eb('last_day', '>=', op.today)]),
        eb.and([eb('evaluated_at', 'is', null), eb('value', 'is not', null), eb('last_day', '<', op.today)]),
      ]),
    )
    .execute()
  return {
    waiting: rows.flatMap(({ kpi_id, is_early }) => (is_early ? [] : [kpi_id])),
    isSomeEarly: rows.some(({ is_early }) => is_early),
  }
}
