import type { Contract } from '../../../contract/contract.ts'
import { isTimeZone } from '../../../core/calendar/zone.ts'
import type { Handlers } from '../../doors/router.ts'
import { workspaceView } from '../../platform/actor.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { recomputeEveryKpi, refuseCalendarChange } from '../kpi/public.ts'

export const workspaceHandlers: Handlers<Contract['workspace']> = {
  get: async (_, op) => op.workspace,

  update: async (input, op) => {
    op.authorise('settings.edit', {})
    if (input.timeZone !== undefined) refuseUnknownTimeZone(input.timeZone)
    const atRiskRatio = input.atRiskRatio ?? op.workspace.atRiskRatio
    if (atRiskRatio > (input.onTrackRatio ?? op.workspace.onTrackRatio))
      throw new Refusal('thresholds_reversed')
    if ((input.amberFrom ?? op.workspace.amberFrom) > (input.greenFrom ?? op.workspace.greenFrom))
      throw new Refusal('bands_reversed', {}, [{ field: 'amberFrom', code: 'bands_reversed' }])
    const row = await op.db.selectFrom('workspace').selectAll().forUpdate().executeTakeFirstOrThrow()
    const calendar = {
      timeZone: row.time_zone,
      firstWeekday: row.first_weekday,
      fiscalStartMonth: row.fiscal_start_month,
    }
    await refuseCalendarChange(op, calendar, {
      timeZone: input.timeZone ?? calendar.timeZone,
      firstWeekday: input.firstWeekday ?? calendar.firstWeekday,
      fiscalStartMonth: input.fiscalStartMonth ?? calendar.fiscalStartMonth,
    })
    await revise(op, 'workspace', { kind: 'workspace', id: op.workspace.id, key: {} }, row, {
      name: input.name,
      locale: input.locale,
      time_zone: input.timeZone,
      first_weekday: input.firstWeekday,
      fiscal_start_month: input.fiscalStartMonth,
      check_in_weekday: input.checkInWeekday,
      grace_days: input.graceDays,
      on_track_ratio: input.onTrackRatio,
      at_risk_ratio: input.atRiskRatio,
      early_share: input.earlyShare,
      band_amber: input.amberFrom,
      band_green: input.greenFrom,
    })
    const changed = await readWorkspace(op)
    const isOtherCalendar =
      changed.firstWeekday !== row.first_weekday || changed.fiscalStartMonth !== row.fiscal_start_month
    if (isOtherCalendar) await recomputeEveryKpi({ ...op, workspace: changed })
    return changed
  },
}

async function readWorkspace(op: Op) {
  return workspaceView(await op.db.selectFrom('workspace').selectAll().executeTakeFirstOrThrow())
}

export function refuseUnknownTimeZone(timeZone: string): void {
  if (!isTimeZone(timeZone))
    throw new Refusal('time_zone_unknown', { timeZone }, [{ field: 'timeZone', code: 'time_zone_unknown' }])
}
