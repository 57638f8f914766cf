// What follows a sign-in or a change of how someone signs in: a row in the log of each of their organisations. And the
// letter with which a forgotten password is set anew.
import { translate } from '../../../i18n/catalogue.ts'
import type { Locale, MessageId } from '../../../i18n/translator.ts'
import { membershipsOf } from '../../platform/actor.ts'
import type { SignInHooks } from '../../platform/auth-options.ts'
import { enterWorkspace } from '../../platform/database.ts'
import { letter } from '../../platform/mail.ts'
import type { Server } from '../../platform/operation-context.ts'
import { asMember } from '../../platform/system.ts'

/** The server is asked for when something happens: it is not there yet when sign-in is set up. */
export function signInHooks(server: () => Server): SignInHooks {
  const happened = async (userId: string, operation: string, by: string) => {
    for (const { workspaceId, memberId } of await memberships(server(), userId))
      await server().database.transaction('read write', async (db) => {
        await enterWorkspace(db, workspaceId)
        await asMember(server(), db, { workspaceId, memberId }, 'http', operation, async ({ record }) => {
          record('member', memberId, null, { by })
        })
      })
    const told = letters[operation]
    // Not waited for: the answer, with the cookie of a new session, must not come behind what it makes others look for.
    if (told)
      tell(server(), userId, told).catch((error) =>
        server().log.error({ err: error }, 'the letter about a changed sign-in was not sent'),
      )
  }
  return {
    happened,

    refused: (userId, by) =>
      happened(userId, 'session.refused', by).catch((err) =>
        server().log.error({ err }, 'a refused sign-in was not written to the log'),
      ),

    async resetPassword(user, link) {
      if (!server().mailer.isOn) return
      const [membership] = await memberships(server(), user.id)
      const locale = membership?.locale ?? 'vi'
      const t = translate[locale]
      const words = {
        subject: t('mail.reset.subject'),
        lead: t('mail.reset.lead'),
        action: { label: t('mail.reset.action'), href: link },
        foot: t('mail.reset.foot'),
      }
      // Not waited for: how long it takes would tell whether the address is known.
      server()
        .mailer.send(user.email, letter(locale, words))
        .catch((error) => server().log.error({ err: error }, 'the letter for a new password was not sent'))
    },
  }
}

/** Changes of which the person hears by letter, in case it was somebody else. */
const letters: Record<string, MessageId> = {
  'account.totpOn': 'mail.account.totpOn',
  'account.totpOff': 'mail.account.totpOff',
  'account.recoveryCodes': 'mail.account.recoveryCodes',
  'account.passkeyAdded': 'mail.account.passkeyAdded',
  'account.passkeyRemoved': 'mail.account.passkeyRemoved',
  'account.passwordChanged': 'mail.account.passwordChanged',
}

async function tell(server: Server, userId: string, told: MessageId): Promise<void> {
  const account = server.mailer.isOn ? await server.identity.account(userId) : null
  if (!account) return
  const locale = (await memberships(server, userId))[0]?.locale ?? 'vi'
  const t = translate[locale]
  const words = {
    subject: t('mail.account.subject'),
    lead: t(told),
    action: { label: t('mail.account.action'), href: `${server.baseUrl}/settings/account` },
    foot: t('mail.account.foot'),
  }
  await server.mailer.send(account.email, letter(locale, words))
}

async function memberships(server: Server, userId: string) {
  return server.database.transaction('read only', async (db) => {
    const rows = await membershipsOf(db, userId)
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      memberId: row.id,
      locale: row.locale as Locale | null,
    }))
  })
}
