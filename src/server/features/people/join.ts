// Joining by an invitation: what it is to, and accepting it with a new account or with the one that is signed in.
import type { Contract } from '../../../contract/contract.ts'
import { translate } from '../../../i18n/catalogue.ts'
import type { OpenHandlers } from '../../doors/router.ts'
import { type Db, enterWorkspace } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { OpenOp } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { shownName } from '../../platform/shown-name.ts'
import { asMember } from '../../platform/system.ts'
import { isSameDigest, readToken } from './invitation-token.ts'
import { stateOf } from './invitations.ts'
import { refuseCommonPassword } from './password.ts'

export const joinHandlers: OpenHandlers<Contract['join']> = {
  look: async ({ token }, op) => {
    const isSignedIn = (await op.userId()) !== null
    return op.server.database.transaction('read only', async (db) => {
      const invitation = await readInvitation(db, token, op.now)
      const workspace = await db.selectFrom('workspace').select(['name', 'locale']).executeTakeFirstOrThrow()
      const inviter = db
        .selectFrom('member')
        .select(shownName({ t: translate[op.locale] }).as('name'))
        .where('id', '=', invitation.invited_by)
      return {
        workspace: workspace.name,
        locale: workspace.locale === 'en' ? 'en' : 'vi',
        invitedBy: (await inviter.executeTakeFirstOrThrow()).name,
        email: invitation.email,
        role: invitation.role as 'member',
        isSignedIn,
      }
    })
  },

  accept: async ({ token, account }, op) => {
    const { identity, database } = op.server
    const invitation = await database.transaction('read only', (db) => readInvitation(db, token, op.now))
    const person = account
      ? await newAccount(op, invitation.email, account)
      : await signedInAccount(op, invitation.email)
    try {
      return await database.transaction('read write', (db) => join(op, db, token, person))
    } catch (error) {
      if (account) await identity.removeAccount(person.userId)
      throw error
    }
  },
}

type Person = { userId: string; name: string; email: string }

async function readInvitation(db: Db, token: string, now: Date, lock = false) {
  const named = readToken(token)
  if (!named) throw new Refusal('invitation_unknown')
  await enterWorkspace(db, named.workspaceId)
  const query = db
    .selectFrom('invitation')
    .selectAll()
    .where('workspace_id', '=', named.workspaceId)
    .where('id', '=', named.id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row || !isSameDigest(row.token_digest, named.digest)) throw new Refusal('invitation_unknown')
  if (stateOf(row, now) !== 'open') throw new Refusal('invitation_over')
  return row
}

type NewAccount = { name: string; email?: string | undefined; password: string }

async function newAccount(op: OpenOp, invited: string | null, account: NewAccount): Promise<Person> {
  const email = (invited ?? account.email)?.toLowerCase()
  if (!email) throw new Refusal('invalid_input', {}, [{ field: 'account.email', code: 'invalid_type' }])
  await refuseCommonPassword(account.password, email, 'account.password')
  const made = await op.server.identity.createAccount(account.name, email, account.password)
  if (!made)
    throw new Refusal('join_sign_in_first', {}, [{ field: 'account.email', code: 'join_sign_in_first' }])
  return { userId: made.userId, name: account.name, email }
}

async function signedInAccount(op: OpenOp, invited: string | null): Promise<Person> {
  const userId = await op.userId()
  if (!userId) throw new Refusal('not_signed_in')
  const { name, email } = found((await op.server.identity.account(userId)) ?? undefined)
  if (invited !== null && invited !== email) throw new Refusal('invitation_other_address', { email: invited })
  return { userId, name, email }
}

async function join(op: OpenOp, db: Db, token: string, { userId, name, email }: Person) {
  // Read again under its lock: of two who open the same link at once, one joins.
  const invitation = await readInvitation(db, token, op.now, true)
  const { workspace_id, id: invitationId, role } = invitation
  const memberId = newId()
  const earlier = await db
    .selectFrom('member')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (earlier) throw new Refusal('already_member')
  await db
    .insertInto('member')
    .values({ workspace_id, id: memberId, user_id: userId, name, email, role, created_at: op.now })
    .execute()
  for (const unit_id of invitation.unit_ids)
    await db
      .insertInto('unit_member')
      .values({ workspace_id, unit_id, member_id: memberId, is_lead: false })
      .execute()
  await db
    .updateTable('invitation')
    .set({ accepted_at: op.now, accepted_by: memberId })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', invitationId)
    .execute()
  const holder = { workspaceId: workspace_id, memberId }
  await asMember(op.server, db, holder, op.door, 'join.accept', async ({ record }) => {
    record('member', memberId, null, { name, email, role, unitIds: invitation.unit_ids, invitationId })
  })
  return { ...holder, email }
}
