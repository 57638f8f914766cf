// A person is erased for good (DOMAIN.md section 10): their key goes, and with it what the log holds of them; so do their
// name, address, sign-in and words everywhere else. Ids, figures and the chain over the log stay as they are.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { allWorkspaces, enterWorkspace } from '../../platform/database.ts'
import type { ErasedPerson } from '../../platform/erased-list.ts'
import { removeLetters } from '../../platform/letters.ts'
import type { Op, Server } from '../../platform/operation-context.ts'
import { wordsOfPerson } from '../../platform/personal-words.ts'
import { Refusal } from '../../platform/refusal.ts'
import { asSystem } from '../../platform/system.ts'
import { readMember } from './member-row.ts'
import { handOver, titlesOwnedBy } from './ownership.ts'

export const erase: Handlers<Contract['personalData']>['erase'] = async ({ id, name }, op) => {
  op.authorise('member.manage', {})
  const row = await readMember(op, id, true)
  if (row.erased_at) throw new Refusal('member_erased')
  if (row.role === 'owner') throw new Refusal('owner_handed_on')
  if (id === op.actor.memberId) throw new Refusal('erase_self')
  if (sameName(name) !== sameName(row.name))
    throw new Refusal('erase_name_differs', {}, [{ field: 'name', code: 'erase_name_differs' }])
  const { titles, count } = await titlesOwnedBy(op, id)
  if (count > 0) throw new Refusal('erase_owns', { names: titles.map((title) => `“${title}”`).join(', ') })
  await eraseWithin(op, id)
  op.afterCommit(() => op.server.erasedList.add({ workspaceId: op.workspace.id, memberId: id }))
  return { id, erasedAt: op.now.toISOString() }
}

/** A name as it was typed, whatever its spaces and however its letters were put together. */
const sameName = (name: string) => name.normalize('NFC').trim().replace(/\s+/g, ' ')

async function eraseWithin(op: Op, id: string): Promise<void> {
  const { email, user_id } = await readMember(op, id)
  const account = await op.server.identity.account(user_id)
  const said = JSON.stringify(await wordsOfPerson(op, id))
  await sql`select erase_words(${id}, ${said}::jsonb)`.execute(op.db)
  await sql`select erase_member(${id}, ${op.now})`.execute(op.db)
  await op.db
    .deleteFrom('scorecard_file')
    .where('workspace_id', '=', op.workspace.id)
    .where('uploaded_by', '=', id)
    .execute()
  await forgetElsewhere(op, id)
  await removeLetters(op.server, op.db, op.workspace.id, account ? [email, account.email] : [email])
  op.record('member', id, null, { erased_at: op.now.toISOString() })
}

/** What providers of single sign-on and the directory call them. */
async function forgetElsewhere(op: Op, id: string): Promise<void> {
  for (const table of ['sign_in_identity', 'scim_user'] as const)
    await op.db
      .deleteFrom(table)
      .where('workspace_id', '=', op.workspace.id)
      .where('member_id', '=', id)
      .execute()
}

/**
 * At each start: whoever was erased and is there again, out of a backup from before, is erased again before anyone is
 * answered; what they own in it goes to the organisation’s owner. And whom the database knows as erased is on the list.
 */
export async function eraseAgain(server: Server): Promise<void> {
  const listed = await server.erasedList.all()
  const known = new Set(listed.map(({ memberId }) => memberId))
  for (const person of await erasedInDatabase(server))
    if (!known.has(person.memberId)) await server.erasedList.add(person)
  for (const person of listed) await eraseIfThere(server, person)
}

async function erasedInDatabase({ database }: Server): Promise<ErasedPerson[]> {
  const people: ErasedPerson[] = []
  for (const workspaceId of await allWorkspaces(database))
    await database.transaction('read only', async (db) => {
      await enterWorkspace(db, workspaceId)
      const rows = await db.selectFrom('member').select('id').where('erased_at', 'is not', null).execute()
      people.push(...rows.map(({ id }) => ({ workspaceId, memberId: id })))
    })
  return people
}

async function eraseIfThere(server: Server, { workspaceId, memberId }: ErasedPerson): Promise<void> {
  const member = await server.database.transaction('read only', async (db) => {
    await enterWorkspace(db, workspaceId)
    const rows = db.selectFrom('member').select(['role', 'erased_at']).where('id', '=', memberId)
    return rows.executeTakeFirst()
  })
  if (!member || member.erased_at) return
  if (member.role === 'owner') {
    server.log.error(
      { workspaceId, memberId },
      'this backup is from when a person who was erased since owned the organisation: hand it on and erase them again',
    )
    return
  }
  await asSystem(server, workspaceId, 'personalData.erase', async (op) => {
    await handOver(op, memberId, op.actor.memberId)
    await eraseWithin(op, memberId)
  })
  server.log.warn(
    { workspaceId, memberId },
    'a person erased before was in the restored data, and was erased again',
  )
}
