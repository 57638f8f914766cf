// Invitations: made, mailed, renewed, revoked by admins. Accepting one is in join.ts.
import type { Contract } from '../../../contract/contract.ts'
import type { InvitationView } from '../../../contract/members.ts'
import { translate } from '../../../i18n/catalogue.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { queueLetter } from '../../platform/letters.ts'
import { letter } from '../../platform/mail.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { makeToken } from './invitation-token.ts'
import { readMember } from './member-row.ts'
import { requireUnit } from './unit-row.ts'

const validDays = 14

export const invitationHandlers: Handlers<Contract['invitations']> = {
  list: async ({ limit, cursor }, op) => {
    op.authorise('member.manage', {})
    const after = decodeCursor(cursor, 'id')
    let query = invitations(op)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (after) query = query.where(past(['id'], '<', after))
    return pageOf(
      await query.execute(),
      limit,
      (row) => [row.id],
      (row) => view(op, row),
    )
  },

  create: async ({ email, role, unitIds }, op) => {
    op.authorise('member.manage', {})
    for (const unitId of unitIds) await requireUnit(op, unitId, 'unitIds')
    const address = email?.toLowerCase() ?? null
    if (address) await refuseMember(op, address)
    const id = newId()
    const { token, digest } = makeToken(op.workspace.id, id)
    await op.db
      .insertInto('invitation')
      .values({
        workspace_id: op.workspace.id,
        id,
        email: address,
        role,
        unit_ids: [...new Set(unitIds)],
        token_digest: digest,
        invited_by: op.actor.memberId,
        created_at: op.now,
        expires_at: daysLater(op.now),
      })
      .execute()
    op.record('invitation', id, null, { email: address, role, unitIds })
    return handOut(op, id, token)
  },

  renew: async ({ id }, op) => {
    op.authorise('member.manage', {})
    await readOpen(op, id)
    const { token, digest } = makeToken(op.workspace.id, id)
    await update(op, id, {
      token_digest: digest,
      expires_at: daysLater(op.now),
      mailed_at: null,
      mail_failed_at: null,
    })
    op.record('invitation', id, null, { renewed: true })
    return handOut(op, id, token)
  },

  revoke: async ({ id }, op) => {
    op.authorise('member.manage', {})
    await readOpen(op, id)
    await update(op, id, { revoked_at: op.now })
    op.record('invitation', id, null, { revoked: true })
    return view(op, await read(op, id))
  },
}

export function invitations(op: Pick<Op, 'db' | 'workspace'>) {
  return op.db.selectFrom('invitation').selectAll().where('workspace_id', '=', op.workspace.id)
}

type Row = Awaited<ReturnType<ReturnType<typeof invitations>['executeTakeFirstOrThrow']>>

async function read(op: Op, id: string): Promise<Row> {
  return found(await invitations(op).where('id', '=', id).executeTakeFirst())
}

/** One that nobody has accepted and nobody revoked; it may have expired. */
async function readOpen(op: Op, id: string): Promise<Row> {
  const row = found(await invitations(op).where('id', '=', id).forUpdate().executeTakeFirst())
  if (row.accepted_at || row.revoked_at) throw new Refusal('invitation_over')
  return row
}

async function update(op: Op, id: string, changes: Partial<Row>): Promise<void> {
  await op.db
    .updateTable('invitation')
    .set(changes)
    .where('workspace_id', '=', op.workspace.id)
    .where('id', '=', id)
    .execute()
}

export function stateOf(row: Row, now: Date): InvitationView['state'] {
  if (row.accepted_at) return 'accepted'
  if (row.revoked_at) return 'revoked'
  return row.expires_at <= now ? 'expired' : 'open'
}

function view(op: Op, row: Row): InvitationView {
  return {
    id: row.id,
    email: row.email,
    role: row.role as InvitationView['role'],
    unitIds: row.unit_ids,
    invitedBy: row.invited_by,
    state: stateOf(row, op.now),
    acceptedBy: row.accepted_by,
    mailedAt: row.mailed_at?.toISOString() ?? null,
    mailFailedAt: row.mail_failed_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  }
}

const daysLater = (now: Date) => new Date(now.getTime() + validDays * 86_400_000)

async function refuseMember(op: Op, email: string): Promise<void> {
  const query = op.db.selectFrom('member').select('id').where('workspace_id', '=', op.workspace.id)
  const row = await query.where('email', '=', email).executeTakeFirst()
  if (row) throw new Refusal('already_member', {}, [{ field: 'email', code: 'already_member' }])
}

/** Answers with the link, and queues the letter with it. */
async function handOut(op: Op, id: string, token: string) {
  const row = await read(op, id)
  const link = `${op.server.baseUrl}/join/${token}`
  const isMailed = row.email !== null && op.server.mailer.isOn
  if (row.email !== null && isMailed) {
    const { name, email: inviter } = await readMember(op, op.actor.memberId)
    const { id: workspaceId, locale, name: organisation } = op.workspace
    const t = translate[locale]
    await queueLetter(op.server, op.db, {
      ...{ to: row.email, workspaceId, naming: [inviter], until: row.expires_at },
      about: { kind: 'invitation', workspaceId, id, version: row.token_digest },
      letter: letter(locale, {
        subject: t('mail.invitation.subject', { organisation }),
        lead: t('mail.invitation.lead', { name, organisation }),
        action: { label: t('mail.invitation.action'), href: link },
        foot: t('mail.invitation.foot', { days: validDays }),
      }),
    })
  }
  return { ...view(op, row), link, isMailed }
}
