// Periods close by the passing of time: an hourly round looks at those that no push has looked at since.
import { allWorkspaces } from '../../platform/database.ts'
import type { Round } from '../../platform/jobs.ts'
import type { Server } from '../../platform/operation-context.ts'
import { asSystem } from '../../platform/system.ts'
import { readKpis } from './kpis.ts'
import { evaluateSignals } from './signals.ts'

export function periodRounds(server: Server): Round[] {
  return [{ name: 'close_periods', pattern: '5 * * * *', run: () => closePeriods(server) }]
}

async function closePeriods(server: Server): Promise<void> {
  for (const workspaceId of await allWorkspaces(server.database))
    await asSystem(server, workspaceId, 'kpis.closePeriods', async (op) => {
      const waiting = await op.db
        .selectFrom('period_value')
        .select('kpi_id')
        .distinct()
        .where('workspace_id', '=', workspaceId)
        .where('evaluated_at', 'is', null)
        .where('value', 'is not', null)
        .where('last_day', '<', op.today)
        .execute()
      const kpis = await readKpis(op, waiting.map((row) => row.kpi_id))
      for (const kpi of kpis) await evaluateSignals(op, kpi)
    })
}
