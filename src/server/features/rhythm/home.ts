// Home: what needs me, what is newly a signal, what changed. Nothing else.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { HomeView } from '../../../contract/rhythm.ts'
import { daysBetween, daysIn } from '../../../core/calendar/iso-date.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { Handlers } from '../../doors/router.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { shownName } from '../../platform/shown-name.ts'
import { together } from '../../platform/together.ts'
import { newSignalsFor } from '../kpi/public.ts'
import { dueCheckIns } from '../okr/public.ts'

export const homeHandlers: Handlers<Contract['home']> = {
  get: async (_, op) => {
    const [due, signals, happened, cycles] = await together(
      dueCheckIns(op),
      newSignalsFor(op, 6),
      happenings(op),
      runningCycles(op),
    )
    return { due, signals, happenings: happened, cycles }
  },
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
    .modifyEnd(kept)
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
  other_units: string[]
  visibility: string
  visible_to: string[]
}

/**
 * The newest changes, one for each subject, as far as the reader may see them. Each subject is looked up by itself, newest
 * first, until there are enough: however little the server knows of the tables, nothing is read whole.
 */
async function happenings(op: Op): Promise<HomeView['happenings']> {
  const ws = op.workspace.id
  const { rows } = await sql<Row>`
    with newest as (
      select * from audit where workspace_id = ${ws} order by id desc limit 200
    ), latest as (
      select * from (select distinct on (subject_id) * from newest order by subject_id, id desc) one order by id desc
    )
    select l.id, l.at, l.operation, l.subject_kind as kind, l.subject_id, ${shownName(op, 'm')} as actor,
      s.title, s.owner_id, s.unit_id, s.other_units, s.visibility, s.visible_to
    from latest l
    cross join lateral (
      select title, owner_id, unit_id, '{}'::uuid[] as other_units, visibility, visible_to from objective
        where l.subject_kind = 'objective' and workspace_id = ${ws} and id = l.subject_id
      union all
      select k.title, o.owner_id, o.unit_id, '{}', o.visibility, o.visible_to from key_result k
        join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
        where l.subject_kind = 'key_result' and k.workspace_id = ${ws} and k.id = l.subject_id
      union all
      select i.title, i.owner_id, o.unit_id, '{}', coalesce(o.visibility, 'everyone'), coalesce(o.visible_to, '{}') from initiative i
        left join objective o on o.workspace_id = i.workspace_id and o.id = i.objective_id
        where l.subject_kind = 'initiative' and i.workspace_id = ${ws} and i.id = l.subject_id
      union all
      select name, owner_id, unit_id, other_units, visibility, visible_to from kpi
        where l.subject_kind = 'kpi' and workspace_id = ${ws} and id = l.subject_id
    ) s
    left join lateral (
      select name, erased_at from member where workspace_id = ${ws} and id = l.actor_id limit 1
    ) m on true
    order by l.id desc limit 12 ${kept}`.execute(op.db)
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
