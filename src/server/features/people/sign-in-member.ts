// Who a person is here whom a provider vouches for: known by subject, found by address, or new.
import type { Admission } from '../../../core/people/single-sign-on.ts'
import { type Db, enterWorkspace } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Op, Server } from '../../platform/operation-context.ts'
import { revise } from '../../platform/revise.ts'
import { asMember } from '../../platform/system.ts'
import { readMember } from './member-row.ts'
import type { ProviderRow } from './provider-row.ts'

export type Admitted = Extract<Admission, { refused: null }> & { subject: string }

/** Why a person whom the provider vouches for does not come in all the same. */
export type MemberRefusal = 'no_member' | 'deactivated' | 'owner_connects' | 'other_person'

type Outcome = { refused: MemberRefusal } | { refused: null; userId: string; memberId: string }

type Known = { id: string; user_id: string; email: string; role: string; deactivated_at: Date | null }

/** `connecting`: the account that is signed in by other means, and wants to be known at the provider from now on. */
export async function memberFor(
  server: Server,
  provider: ProviderRow,
  person: Admitted,
  connecting: string | null,
): Promise<Outcome> {
  const known = await within(server, provider, (db) => find(db, provider, person))
  if (known) return within(server, provider, (db) => enter(server, db, provider, person, known, connecting))
  if (connecting !== null) return { refused: 'other_person' }
  if (!provider.creates_members) return { refused: 'no_member' }
  const { account, isNew } = await accountFor(server, person)
  try {
    return await within(server, provider, (db) => becomeMember(server, db, provider, person, account))
  } catch (error) {
    if (isNew) await server.identity.removeAccount(account)
    throw error
  }
}

function within<T>(server: Server, { workspace_id }: ProviderRow, work: (db: Db) => Promise<T>): Promise<T> {
  return server.database.transaction('read write', async (db) => {
    await enterWorkspace(db, workspace_id)
    return work(db)
  })
}

async function find(db: Db, provider: ProviderRow, { subject, email }: Admitted): Promise<Known | null> {
  const identity = await db
    .selectFrom('sign_in_identity')
    .select('member_id')
    .where('workspace_id', '=', provider.workspace_id)
    .where('provider_id', '=', provider.id)
    .where('subject', '=', subject)
    .executeTakeFirst()
  const query = db
    .selectFrom('member')
    .select(['id', 'user_id', 'email', 'role', 'deactivated_at'])
    .where('workspace_id', '=', provider.workspace_id)
  const row = identity ? query.where('id', '=', identity.member_id) : query.where('email', '=', email)
  return (await row.executeTakeFirst()) ?? null
}

async function enter(
  server: Server,
  db: Db,
  provider: ProviderRow,
  person: Admitted,
  known: Known,
  connecting: string | null,
): Promise<Outcome> {
  if (known.deactivated_at) return { refused: 'deactivated' }
  if (connecting !== null && connecting !== known.user_id) return { refused: 'other_person' }
  const mustBeKnown = known.role === 'owner' && connecting === null
  const isLinked = await link(db, provider, person.subject, known.id, server.clock.now(), mustBeKnown)
  // An admin chooses whom to trust, and must not come by it to be the owner: the owner says so first.
  if (!isLinked) return { refused: 'owner_connects' }
  const holder = { workspaceId: provider.workspace_id, memberId: known.id }
  await asMember(server, db, holder, 'http', 'session.signIn', async (op) => {
    op.record('member', known.id, null, {
      by: 'single_sign_on',
      provider: provider.name,
      ...(connecting ? { connected: true } : {}),
    })
    await takeRole(op, person)
  })
  return { refused: null, userId: known.user_id, memberId: known.id }
}

/** Answers whether the subject is known as this member from now on; `mustBeKnown`: only if it was already. */
async function link(
  db: Db,
  { workspace_id, id }: ProviderRow,
  subject: string,
  memberId: string,
  now: Date,
  mustBeKnown: boolean,
): Promise<boolean> {
  const key = { workspace_id, provider_id: id, subject, member_id: memberId }
  if (mustBeKnown) {
    const row = await db
      .selectFrom('sign_in_identity')
      .select('subject')
      .where('workspace_id', '=', workspace_id)
      .where('provider_id', '=', id)
      .where('subject', '=', subject)
      .executeTakeFirst()
    return row !== undefined
  }
  await db
    .insertInto('sign_in_identity')
    .values({ ...key, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

/** What the provider says of roles holds from each sign-in on; the owner's is not for it to say. */
async function takeRole(op: Op, { role }: Admitted): Promise<void> {
  const row = await readMember(op, op.actor.memberId, true)
  if (role === null || row.role === 'owner' || row.role === role) return
  await revise(op, 'member', { kind: 'member', id: row.id, key: { id: row.id } }, row, { role })
}

/** One account for one address in the whole installation; what this session may do with it stays in this workspace. */
async function accountFor(server: Server, { name, email }: Admitted) {
  const made = await server.identity.createAccount(name, email, null)
  if (made) return { account: made.userId, isNew: true }
  const there = await server.identity.accountOf(email)
  if (!there) throw new Error('the account was there and is gone')
  return { account: there.userId, isNew: false }
}

async function becomeMember(
  server: Server,
  db: Db,
  provider: ProviderRow,
  person: Admitted,
  userId: string,
): Promise<Outcome> {
  const { workspace_id } = provider
  const { name, email, newRole: role } = person
  // Their account may be a member here under an address of before.
  const earlier = await db
    .selectFrom('member')
    .select(['id', 'user_id', 'email', 'role', 'deactivated_at'])
    .where('workspace_id', '=', workspace_id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (earlier) return enter(server, db, provider, person, earlier, null)
  const memberId = newId()
  const now = server.clock.now()
  await db
    .insertInto('member')
    .values({ workspace_id, id: memberId, user_id: userId, name, email, role, created_at: now })
    .execute()
  await link(db, provider, person.subject, memberId, now, false)
  await asMember(server, db, { workspaceId: workspace_id, memberId }, 'http', 'session.signIn', async (op) =>
    op.record('member', memberId, null, { name, email, role, by: 'single_sign_on', provider: provider.name }),
  )
  return { refused: null, userId, memberId }
}
