// Users of SCIM are members: those that the directory made, and those who were here before it.
import { type RawBuilder, sql } from 'kysely'
import type { GivenRole } from '../../../../core/people/single-sign-on.ts'
import { newId } from '../../../platform/ids.ts'
import type { Op, Server } from '../../../platform/operation-context.ts'
import { revise } from '../../../platform/revise.ts'
import { deactivate, reactivate } from '../deactivation.ts'
import { readMember } from '../member-row.ts'
import { successorFor } from '../successor.ts'
import { type Attributes, conditionOf } from './filter.ts'
import { patchUser, type UserDraft, userIn } from './patch.ts'
import { ScimError } from './scim-error.ts'

const schema = 'urn:ietf:params:scim:schemas:core:2.0:User'

type Row = {
  id: string
  name: string
  email: string
  role: string
  version: number
  created_at: Date
  is_active: boolean
  user_name: string
  external_id: string | null
  given_name: string | null
  family_name: string | null
  total: number
}

const userName = sql`coalesce(s.user_name, m.email)`

const attributes: Attributes = {
  id: { column: sql`m.id::text`, kind: 'exact' },
  externalid: { column: sql`s.external_id`, kind: 'exact' },
  username: { column: userName, kind: 'text' },
  displayname: { column: sql`m.name`, kind: 'text' },
  'name.formatted': { column: sql`m.name`, kind: 'text' },
  'name.givenname': { column: sql`s.given_name`, kind: 'text' },
  'name.familyname': { column: sql`s.family_name`, kind: 'text' },
  emails: { column: sql`m.email`, kind: 'text' },
  'emails.value': { column: sql`m.email`, kind: 'text' },
  active: { column: sql`(m.deactivated_at is null)`, kind: 'flag' },
  'roles.value': { column: sql`m.role`, kind: 'text' },
  'meta.created': { column: sql`m.created_at`, kind: 'instant' },
}

/** Whom the directory deleted is not there for it any more, unless they were taken back here. */
const isShown = sql<boolean>`(s.removed_at is null or m.deactivated_at is null)`

async function select(op: Op, condition: RawBuilder<boolean>, limit = 1, offset = 0): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select m.id, m.name, m.email, m.role, m.version, m.created_at, m.deactivated_at is null as is_active,
      ${userName} as user_name, s.external_id, s.given_name, s.family_name, count(*) over ()::int as total
    from member m left join scim_user s on s.workspace_id = m.workspace_id and s.member_id = m.id
    where m.workspace_id = ${op.workspace.id} and ${isShown} and ${condition}
    order by m.id limit ${limit} offset ${offset}`.execute(op.db)
  return rows
}

export type Page = { filter: string | null; startIndex: number; count: number }

export async function listUsers(op: Op, { filter, startIndex, count }: Page) {
  const condition = filter === null ? sql<boolean>`true` : conditionOf(filter, attributes)
  const rows = await select(op, condition, count, startIndex - 1)
  const total = rows[0]?.total ?? (await countUsers(op, condition))
  return { resources: rows.map((row) => resource(op.server, row)), total }
}

async function countUsers(op: Op, condition: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
    from member m left join scim_user s on s.workspace_id = m.workspace_id and s.member_id = m.id
    where m.workspace_id = ${op.workspace.id} and ${isShown} and ${condition}`.execute(op.db)
  return rows[0]?.total ?? 0
}

async function readUser(op: Op, id: string): Promise<Row> {
  const [row] = await select(op, sql<boolean>`m.id::text = ${id.toLowerCase()}`)
  if (!row) throw new ScimError(404, null, `There is no user ${id}.`)
  return row
}

export const getUser = async (op: Op, id: string) => resource(op.server, await readUser(op, id))

function resource({ baseUrl }: Server, row: Row) {
  const name = {
    formatted: row.name,
    ...(row.given_name ? { givenName: row.given_name } : {}),
    ...(row.family_name ? { familyName: row.family_name } : {}),
  }
  return {
    schemas: [schema],
    id: row.id,
    ...(row.external_id ? { externalId: row.external_id } : {}),
    userName: row.user_name,
    name,
    displayName: row.name,
    emails: [{ value: row.email, type: 'work', primary: true }],
    roles: [{ value: row.role, primary: true }],
    active: row.is_active,
    meta: {
      resourceType: 'User',
      created: row.created_at.toISOString(),
      location: `${baseUrl}/scim/v2/Users/${row.id}`,
      version: `W/"${row.version}"`,
    },
  }
}

/** What a draft comes to here, or why it cannot be. */
function wanted(op: Op, draft: UserDraft) {
  if (!draft.userName) throw new ScimError(400, 'invalidValue', 'userName is missing.')
  const email = (draft.email ?? draft.userName).toLowerCase()
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw new ScimError(400, 'invalidValue', 'There is no e-mail address: give emails, or one as userName.')
  const { givenName: given, familyName: family } = draft
  const parts = op.workspace.locale === 'vi' ? [family, given] : [given, family]
  const name = draft.displayName ?? draft.formatted ?? parts.filter(Boolean).join(' ')
  return { name: name || draft.userName, email, role: roleOf(draft.role) }
}

const given: readonly string[] = ['admin', 'member', 'viewer'] satisfies GivenRole[]

function roleOf(role: string | null): GivenRole | 'owner' | null {
  if (role === null) return null
  const small = role.toLowerCase()
  if (small === 'owner' || given.includes(small)) return small as GivenRole | 'owner'
  throw new ScimError(400, 'invalidValue', `${role} is no role: give admin, member or viewer.`)
}

/** An account by the address: made before the call's own transaction, for it lies beyond its reach. */
export type Account = { userId: string; isNew: boolean }

export async function accountFor(server: Server, body: unknown): Promise<Account | null> {
  const { displayName, userName, email } = userIn(body)
  const address = email ?? userName
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return null
  const made = await server.identity.createAccount(displayName ?? userName, address, null)
  if (made) return { userId: made.userId, isNew: true }
  const there = await server.identity.accountOf(address)
  return there && { userId: there.userId, isNew: false }
}

export async function createUser(op: Op, body: unknown, account: Account | null) {
  const draft = userIn(body)
  const { name, email, role } = wanted(op, draft)
  const key = draft.userName.toLowerCase()
  const { rows: same } = await sql<{ id: string; is_removed: boolean }>`
    select m.id, s.removed_at is not null and m.deactivated_at is not null as is_removed
    from member m left join scim_user s on s.workspace_id = m.workspace_id and s.member_id = m.id
    where m.workspace_id = ${op.workspace.id} and (lower(${userName}) = ${key} or m.email = ${email}
      or m.user_id = ${account?.userId ?? ''}) order by 2 limit 1`.execute(op.db)
  const [there] = same
  if (there && !there.is_removed)
    throw new ScimError(409, 'uniqueness', `${draft.userName} is there already.`)
  // Deleted before, and now back: the same person, with their history.
  if (there) {
    await reactivate({ id: there.id }, op)
    await save(op, there.id, { ...draft, role: draft.role ?? 'member' })
    return getUser(op, there.id)
  }
  if (!account) throw new Error('no account was made for the user')
  if (role === 'owner') throw ownerIsNotGiven()
  const id = newId()
  const row = { workspace_id: op.workspace.id, id, user_id: account.userId, name, email }
  await op.db
    .insertInto('member')
    .values({ ...row, role: role ?? 'member', created_at: op.now })
    .execute()
  op.record('member', id, null, { name, email, role: role ?? 'member' })
  await keepNames(op, id, draft)
  if (!draft.active) await deactivate({ id }, op)
  return getUser(op, id)
}

export const replaceUser = (op: Op, id: string, body: unknown) => change(op, id, () => userIn(body))

export const modifyUser = (op: Op, id: string, body: unknown) =>
  change(op, id, (before) => {
    const after = patchUser({ ...before }, body)
    const isRenamed = after.givenName !== before.givenName || after.familyName !== before.familyName
    // A new name in parts is a new name, unless the whole was said as well.
    return isRenamed && after.displayName === before.displayName ? { ...after, displayName: null } : after
  })

export async function deleteUser(op: Op, id: string): Promise<void> {
  const row = await readUser(op, id)
  if (row.role === 'owner') throw ownerStays()
  const successorId = await successorFor(op, row.id)
  if (row.is_active) await deactivate({ id: row.id, successorId }, op)
  await keepNames(op, row.id, draftOf(row), op.now)
}

async function change(op: Op, id: string, draftFrom: (before: UserDraft) => UserDraft) {
  const row = await readUser(op, id)
  await save(op, row.id, draftFrom(draftOf(row)))
  return getUser(op, row.id)
}

function draftOf(row: Row): UserDraft {
  return {
    userName: row.user_name,
    externalId: row.external_id,
    displayName: row.name,
    formatted: null,
    givenName: row.given_name,
    familyName: row.family_name,
    email: row.email,
    role: row.role,
    active: row.is_active,
  }
}

async function save(op: Op, id: string, draft: UserDraft): Promise<void> {
  const { name, email, role } = wanted(op, draft)
  const row = await readMember(op, id, true)
  const isOwner = row.role === 'owner'
  if (isOwner && !draft.active) throw ownerStays()
  if (!isOwner && role === 'owner') throw ownerIsNotGiven()
  await refuseTaken(op, id, draft.userName.toLowerCase(), email)
  await revise(op, 'member', { kind: 'member', id, key: { id } }, row, {
    name,
    email,
    // Who is owner is handed on here, and is nothing that a directory says.
    ...(isOwner || role === null ? {} : { role }),
  })
  await keepNames(op, id, draft)
  if (row.deactivated_at && draft.active) await reactivate({ id }, op)
  if (!row.deactivated_at && !draft.active)
    await deactivate({ id, successorId: await successorFor(op, id) }, op)
}

async function refuseTaken(op: Op, id: string, key: string, email: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select m.id from member m left join scim_user s on s.workspace_id = m.workspace_id and s.member_id = m.id
    where m.workspace_id = ${op.workspace.id} and m.id <> ${id}
      and (lower(${userName}) = ${key} or m.email = ${email}) limit 1`.execute(op.db)
  if (rows.length > 0) throw new ScimError(409, 'uniqueness', 'Another user has this userName or address.')
}

async function keepNames(op: Op, id: string, draft: UserDraft, removedAt: Date | null = null) {
  const names = {
    user_name: draft.userName,
    user_key: draft.userName.toLowerCase(),
    external_id: draft.externalId,
    given_name: draft.givenName,
    family_name: draft.familyName,
    removed_at: removedAt,
  }
  await op.db
    .insertInto('scim_user')
    .values({ workspace_id: op.workspace.id, member_id: id, ...names })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doUpdateSet(names))
    .execute()
}

const ownerStays = () =>
  new ScimError(403, 'mutability', 'The owner cannot be deactivated: hand the ownership on first.')
const ownerIsNotGiven = () =>
  new ScimError(400, 'invalidValue', 'The ownership is handed on in the product, and not given.')
