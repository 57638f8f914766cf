// Everything that is kept of one person, as one document: for themselves, or by an admin on their behalf.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { openEntries } from '../../platform/personal-words.ts'
import { Refusal } from '../../platform/refusal.ts'
import { erase } from './erasure.ts'
import { memberView, readMember } from './member-row.ts'

type Row = Record<string, unknown>

export const personalDataHandlers: Handlers<Contract['personalData']> = {
  export: async ({ id }, op) => {
    op.authorise('profile.edit', {})
    const row = await readMember(op, id)
    if (id !== op.actor.memberId) op.authorise('member.manage', {})
    if (row.erased_at) throw new Refusal('member_erased')
    const { identity } = op.server
    const { id: _, version: __, deactivatedAt, createdAt: joinedAt, ...view } = memberView(row)
    const keys = await identity.listKeys(op.workspace.id)
    const acts = await actsOf(op, id)
    op.record('member', id, null, { personalData: 'exported' })
    return {
      format: 'nhipcau-personal-data-1',
      exportedAt: op.now.toISOString(),
      organisation: op.workspace.name,
      profile: {
        memberId: id,
        ...view,
        locale: row.locale,
        joinedAt,
        deactivatedAt,
        units: await unitsOf(op, id),
        signIn: await identity.waysIn(row.user_id),
        knownElsewhere: await rowsOf(
          op,
          sql`select p.name as provider, i.subject, i.created_at from sign_in_identity i
            join sign_in_provider p on p.workspace_id = i.workspace_id and p.id = i.provider_id
            where i.member_id = ${id} and i.workspace_id = ${op.workspace.id} order by i.created_at`,
        ),
        directory: await rowsOf(
          op,
          sql`select user_name, external_id, given_name, family_name from scim_user
            where member_id = ${id} and ${here(op)}`,
        ),
      },
      sessions: (await identity.listSessions(row.user_id, op.isBoundSession ? op.workspace.id : null)).map(
        (session) => ({ ...session }),
      ),
      apiKeys: keys.filter((key) => key.memberId === id).map((key) => ({ ...key })),
      invitations: await rowsOf(
        op,
        sql`select id, email, role, created_at, accepted_at from invitation where accepted_by = ${id} and ${here(op)} order by id`,
      ),
      owns: {
        objectives: await ownedRows(op, sql`select id, title, reason, cycle_id from objective`, id),
        keyResults: await ownedRows(op, sql`select id, title, objective_id from key_result`, id),
        initiatives: await ownedRows(op, sql`select id, title, state, due from initiative`, id),
        kpis: await ownedRows(op, sql`select id, name, description from kpi`, id),
      },
      checkIns: await rowsOf(
        op,
        sql`select id, key_result_id, on_date, value, steps_done, confidence, call, call_reason, note, blockers,
          recorded_at, superseded_at from check_in where recorded_by = ${id} and ${here(op)} order by id`,
      ),
      comments: await rowsOf(
        op,
        sql`select c.id, c.subject_kind, c.subject_id, t.text, t.written_at, c.removed_at from comment c
          join comment_text t on t.workspace_id = c.workspace_id and t.comment_id = c.id
          where c.author_id = ${id} and c.workspace_id = ${op.workspace.id} order by t.id`,
      ),
      reactions: await rowsOf(
        op,
        sql`select comment_id, reaction, created_at from comment_reaction where member_id = ${id} and ${here(op)} order by created_at`,
      ),
      annotations: await rowsOf(
        op,
        sql`select id, kpi_id, on_date, until, text, created_at from annotation where created_by = ${id} and ${here(op)} order by id`,
      ),
      measurementNotes: await rowsOf(
        op,
        sql`select id, kpi_id, on_date, note, recorded_at from measurement
          where recorded_by = ${id} and note is not null and ${here(op)} order by id`,
      ),
      scorecards: await rowsOf(
        op,
        sql`select id, name, first_day, last_day, state, score, evidence, returned_because from scorecard
          where (member_id = ${id} or submitted_by = ${id}) and ${here(op)} order by id`,
      ),
      scorecardFiles: await rowsOf(
        op,
        sql`select id, scorecard_id, name, bytes, content, uploaded_at from scorecard_file
          where uploaded_by = ${id} and ${here(op)} order by id`,
      ),
      savedViews: await rowsOf(
        op,
        sql`select id, name, search, is_shared from saved_view where owner_id = ${id} and ${here(op)} order by id`,
      ),
      acts,
    }
  },

  erase,
}

const here = (op: Op) => sql`workspace_id = ${op.workspace.id}`

async function rowsOf(op: Op, select: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await (select as ReturnType<typeof sql<Row>>).execute(op.db)
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [camel(column), plain(value)])),
  )
}

const ownedRows = (op: Op, select: ReturnType<typeof sql>, id: string) =>
  rowsOf(op, sql`${select} where owner_id = ${id} and ${here(op)} order by id`)

const unitsOf = (op: Op, id: string) =>
  rowsOf(
    op,
    sql`select u.id, u.name, m.is_lead from unit_member m join unit u on u.workspace_id = m.workspace_id and u.id = m.unit_id
      where m.member_id = ${id} and m.workspace_id = ${op.workspace.id} order by u.name`,
  )

async function actsOf(op: Op, id: string): Promise<Row[]> {
  const rows = await op.db
    .selectFrom('audit')
    .select(['at', 'actor_id', 'door', 'operation', 'subject_kind', 'subject_id', 'before', 'after'])
    .where('workspace_id', '=', op.workspace.id)
    .where((eb) =>
      eb.or([
        eb('actor_id', '=', id),
        eb.and([eb('subject_kind', '=', 'member'), eb('subject_id', '=', id)]),
      ]),
    )
    .orderBy('seq')
    .execute()
  return (await openEntries(op, rows)).map((row) => ({
    at: row.at.toISOString(),
    byThemselves: row.actor_id === id,
    door: row.door,
    operation: row.operation,
    subject: { kind: row.subject_kind, id: row.subject_id },
    before: row.before,
    after: row.after,
  }))
}

const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : value)
const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
