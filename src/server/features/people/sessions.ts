// Where I am signed in and how; what the sign-in page offers.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers, OpenHandlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { readMember } from './member-row.ts'
import { listedProviders } from './provider-row.ts'

export const accountHandlers: Handlers<Pick<Contract['account'], 'get'>> &
  OpenHandlers<Pick<Contract['account'], 'offers'>> = {
  get: async (_, op) => {
    const ways = await op.server.identity.waysIn(await userOf(op))
    return { ...ways, isBound: op.isBoundSession }
  },
  offers: async (_, { server }) => ({
    canReset: server.mailer.isOn,
    providers: await listedProviders(server),
  }),
}

export const sessionListHandlers: Handlers<Contract['sessions']> = {
  list: async (_, op) => {
    const sessions = await op.server.identity.listSessions(await userOf(op), reachOf(op))
    const items = sessions.map((session) => ({
      id: session.id,
      isCurrent: session.id === op.sessionId,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.updatedAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      address: session.address || null,
      agent: session.agent || null,
    }))
    return { items, nextCursor: null }
  },

  revoke: async ({ id }, op) => {
    op.authorise('session.own', {})
    const ended = await op.server.identity.endSessions(await userOf(op), { id }, reachOf(op))
    if (ended === 0) throw new Refusal('not_found')
    op.record('member', op.actor.memberId, { session: id }, null)
    return {}
  },

  revokeOthers: async (_, op) => {
    op.authorise('session.own', {})
    const ended = await op.server.identity.endSessions(
      await userOf(op),
      { except: op.sessionId },
      reachOf(op),
    )
    op.record('member', op.actor.memberId, null, { sessionsEnded: ended })
    return { ended }
  },
}

/** What one organisation vouched for shows and ends nothing of the person's elsewhere. */
const reachOf = (op: Op) => (op.isBoundSession ? op.workspace.id : null)

async function userOf(op: Op): Promise<string> {
  return (await readMember(op, op.actor.memberId)).user_id
}
