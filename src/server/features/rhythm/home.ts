// Home: what needs me, what is newly a signal, what changed. Nothing else.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { HomeView } from '../../../contract/rhythm.ts'
import { daysBetween, daysIn } from '../../../core/calendar/iso-date.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { Handlers } from '../../doors/router.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { shownName } from '../../platform/shown-name.ts'
import { newSignalsFor } from '../kpi/public.ts'
import { dueCheckIns } from '../okr/public.ts'

export const homeHandlers: Handlers<Contract['home']> = {
  get: async (_, op) => ({
    due: await dueCheckIns(op),
    signals: await newSignalsFor(op, 6),
    happenings: await happenings(op),
    cycles: await runningCycles(op),
  }),
}

async function runningCycles(op: Op): Promise<HomeView['cycles']> {
  const rows = await op.db
    .selectFrom('cycle')
    .select(['id', 'name', 'first_day', 'last_day'])
    .where('workspace_id', '=', op.workspace.id)
    .where('state', '=', 'active')
    .where('first_day', '<=', op.today)
    .where('last_day', '>=', op.today)
    .orderBy('last_day')
    .execute()
  return rows.map(({ id, name, first_day, last_day }) => ({
    id,
    name,
    week: Math.floor(daysBetween(first_day, op.today) / 7) + 1,
    weeks: Math.ceil(daysIn({ start: first_day, end: last_day }) / 7),
    daysLeft: daysBetween(op.today, last_day),
  }))
}

const happeningMessage: Record<string, MessageId> = {
  objective: 'happening.objective',
  key_result: 'happening.key_result',
  initiative: 'happening.initiative',
  kpi: 'happening.kpi',
  cycle: 'happening.cycle',
}

type Row = {
  id: string
  at: Date
  operation: string
  kind: string
  subject_id: string
  actor: string | null
  title: string
  owner_id: string
  unit_id: string | null
  visibility: string
  visible_to: string[]
}

/**
 * The newest changes, one for each subject, as far as the reader may see them. Their subjects are found by id: joined to the
 * whole union, each of its tables would be read whole.
 */
async function happenings(op: Op): Promise<HomeView['happenings']> {
  const { rows } = await sql<Row>`
    with newest as (
      select * from audit where workspace_id = ${op.workspace.id} order by id desc limit 200
    ), latest as (
      select distinct on (subject_id) * from newest order by subject_id, id desc
    ), seen as (
      select id as subject, title, owner_id, unit_id, visibility, visible_to from objective
        where workspace_id = ${op.workspace.id} and id = any(array(select subject_id from latest where subject_kind = 'objective'))
      union all
      select k.id, k.title, o.owner_id, o.unit_id, o.visibility, o.visible_to from key_result k
        join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
        where k.workspace_id = ${op.workspace.id} and k.id = any(array(select subject_id from latest where subject_kind = 'key_result'))
      union all
      select i.id, i.title, i.owner_id, o.unit_id, coalesce(o.visibility, 'everyone'), coalesce(o.visible_to, '{}') from initiative i
        left join objective o on o.workspace_id = i.workspace_id and o.id = i.objective_id
        where i.workspace_id = ${op.workspace.id} and i.id = any(array(select subject_id from latest where subject_kind = 'initiative'))
      union all
      select id, name, owner_id, unit_id, visibility, visible_to from kpi
        where workspace_id = ${op.workspace.id} and id = any(array(select subject_id from latest where subject_kind = 'kpi'))
    )
    select l.id, l.at, l.operation, l.subject_kind as kind, l.subject_id, ${shownName(op, 'm')} as actor,
      s.title, s.owner_id, s.unit_id, s.visibility, s.visible_to
    from latest l
    join seen s on s.subject = l.subject_id
    left join member m on m.workspace_id = l.workspace_id and m.id = l.actor_id
    order by l.id desc limit 12`.execute(op.db)
  return rows
    .filter((row) => happeningMessage[row.kind] && op.sees(itemFacts(row)))
    .slice(0, 6)
    .map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actorName: row.actor,
      operation: row.operation,
      words: op.t(happeningMessage[row.kind] ?? 'happening.kpi', {
        who: row.actor ?? op.t('happening.someone'),
        title: row.title,
      }),
      subject: { kind: row.kind, id: row.subject_id },
    }))
}
