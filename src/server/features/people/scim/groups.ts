// Groups of SCIM are units. Who leads a unit and where it stands in the tree is said here, not by the directory.
import { type RawBuilder, sql } from 'kysely'
import type { Op, Server } from '../../../platform/operation-context.ts'
import { members } from '../member-row.ts'
import { putIntoUnit, takeOutOfUnit } from '../unit-members.ts'
import { unitHandlers } from '../units.ts'
import { type Attributes, conditionOf } from './filter.ts'
import { type GroupDraft, groupIn, patchGroup } from './patch.ts'
import { ScimError } from './scim-error.ts'
import type { Page } from './users.ts'

const schema = 'urn:ietf:params:scim:schemas:core:2.0:Group'

type Row = {
  id: string
  name: string
  version: number
  created_at: Date
  external_id: string | null
  members: { value: string; display: string }[]
  total: number
}

const attributes: Attributes = {
  id: { column: sql`u.id::text`, kind: 'exact' },
  externalid: { column: sql`s.external_id`, kind: 'exact' },
  displayname: { column: sql`u.name`, kind: 'text' },
  'meta.created': { column: sql`u.created_at`, kind: 'instant' },
}

async function select(op: Op, condition: RawBuilder<boolean>, limit = 1, offset = 0): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select u.id, u.name, u.version, u.created_at, s.external_id, count(*) over ()::int as total,
      coalesce((select jsonb_agg(jsonb_build_object('value', m.id, 'display', m.name) order by m.id)
        from unit_member um join member m on m.workspace_id = um.workspace_id and m.id = um.member_id
        where um.workspace_id = u.workspace_id and um.unit_id = u.id), '[]') as members
    from unit u left join scim_group s on s.workspace_id = u.workspace_id and s.unit_id = u.id
    where u.workspace_id = ${op.workspace.id} and u.archived_at is null and ${condition}
    order by u.id limit ${limit} offset ${offset}`.execute(op.db)
  return rows
}

export async function listGroups(op: Op, { filter, startIndex, count }: Page) {
  const condition = filter === null ? sql<boolean>`true` : conditionOf(filter, attributes)
  const rows = await select(op, condition, count, startIndex - 1)
  const total = rows[0]?.total ?? (await select(op, condition))[0]?.total ?? 0
  return { resources: rows.map((row) => resource(op.server, row)), total }
}

async function readGroup(op: Op, id: string): Promise<Row> {
  const [row] = await select(op, sql<boolean>`u.id::text = ${id.toLowerCase()}`)
  if (!row) throw new ScimError(404, null, `There is no group ${id}.`)
  return row
}

export const getGroup = async (op: Op, id: string) => resource(op.server, await readGroup(op, id))

function resource({ baseUrl }: Server, row: Row) {
  return {
    schemas: [schema],
    id: row.id,
    ...(row.external_id ? { externalId: row.external_id } : {}),
    displayName: row.name,
    members: row.members.map(({ value, display }) => ({
      value,
      display,
      type: 'User',
      $ref: `${baseUrl}/scim/v2/Users/${value}`,
    })),
    meta: {
      resourceType: 'Group',
      created: row.created_at.toISOString(),
      location: `${baseUrl}/scim/v2/Groups/${row.id}`,
      version: `W/"${row.version}"`,
    },
  }
}

export async function createGroup(op: Op, body: unknown) {
  const draft = groupIn(body)
  await refuseName(op, draft.displayName, null)
  const { id } = await unitHandlers.create({ name: draft.displayName, parentId: null }, op)
  await keep(op, id, draft)
  await setMembers(op, id, new Set(), draft.members)
  return getGroup(op, id)
}

export const replaceGroup = (op: Op, id: string, body: unknown) => change(op, id, () => groupIn(body))

export const modifyGroup = (op: Op, id: string, body: unknown) =>
  change(op, id, (before) => patchGroup(before, body))

export async function deleteGroup(op: Op, id: string): Promise<void> {
  const { id: unitId } = await readGroup(op, id)
  await unitHandlers.archive({ id: unitId }, op)
}

async function change(op: Op, id: string, draftFrom: (before: GroupDraft) => GroupDraft) {
  const row = await readGroup(op, id)
  const before = new Set(row.members.map(({ value }) => value))
  const draft = draftFrom({
    displayName: row.name,
    externalId: row.external_id,
    members: new Set(before),
  })
  await refuseName(op, draft.displayName, row.id)
  if (draft.displayName !== row.name) await unitHandlers.update({ id: row.id, name: draft.displayName }, op)
  await keep(op, row.id, draft)
  await setMembers(op, row.id, before, draft.members)
  return getGroup(op, row.id)
}

async function refuseName(op: Op, name: string, own: string | null): Promise<void> {
  if (!name) throw new ScimError(400, 'invalidValue', 'displayName is missing.')
  const rows = await select(
    op,
    sql<boolean>`lower(u.name) = lower(${name}) and u.id is distinct from ${own}::uuid`,
  )
  if (rows.length > 0) throw new ScimError(409, 'uniqueness', `There is a group ${name} already.`)
}

async function keep(op: Op, unitId: string, { externalId: external_id }: GroupDraft): Promise<void> {
  await op.db
    .insertInto('scim_group')
    .values({ workspace_id: op.workspace.id, unit_id: unitId, external_id })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'unit_id']).doUpdateSet({ external_id }))
    .execute()
}

/** Who stays keeps what they are there: a lead stays a lead. */
async function setMembers(op: Op, unitId: string, before: Set<string>, after: Set<string>): Promise<void> {
  const added = [...after].filter((id) => !before.has(id))
  if (added.length > 0) {
    const rows = await members(op).where(sql<boolean>`member.id::text = any(${added})`).execute()
    const known = new Set(rows.map(({ id }) => id))
    const unknown = added.find((id) => !known.has(id))
    if (unknown !== undefined) throw new ScimError(400, 'invalidValue', `There is no user ${unknown}.`)
  }
  for (const id of added) await putIntoUnit(op, id, unitId, false)
  for (const id of before) if (!after.has(id)) await takeOutOfUnit(op, id, unitId)
}
