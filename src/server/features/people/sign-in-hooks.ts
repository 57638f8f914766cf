// What follows a sign-in or a change of how someone signs in: a row in the log of each of their organisations, and a
// letter where it changed. And the letter with which a forgotten password is set anew.
import { translate } from '../../../i18n/catalogue.ts'
import type { Locale, MessageId } from '../../../i18n/translator.ts'
import { membershipsOf } from '../../platform/actor.ts'
import type { SignInHooks } from '../../platform/auth-options.ts'
import { type Db, enterWorkspace } from '../../platform/database.ts'
import { queueLetter } from '../../platform/letters.ts'
import { letter } from '../../platform/mail.ts'
import type { Server } from '../../platform/operation-context.ts'
import { asMember } from '../../platform/system.ts'

/** The server is asked for when something happens: it is not there yet when sign-in is set up. */
export function signInHooks(server: () => Server): SignInHooks {
  const happened = async (userId: string, operation: string, by: string) => {
    const known = await memberships(server(), userId)
    const told = letters[operation]
    const account = told && server().mailer.isOn ? await server().identity.account(userId) : null
    const tell = async (db: Db) => {
      if (told && account) await queueChange(server(), db, account.email, known[0]?.locale ?? 'vi', told)
    }
    // The letter goes with the row of the first organisation.
    for (const [place, { workspaceId, memberId }] of known.entries())
      await server().database.transaction('read write', async (db) => {
        await enterWorkspace(db, workspaceId)
        await asMember(server(), db, { workspaceId, memberId }, 'http', operation, async ({ record }) => {
          record('member', memberId, null, { by })
        })
        if (place === 0) await tell(db)
      })
    if (known.length === 0) await server().database.transaction('read write', tell)
  }
  return {
    happened,

    refused: (userId, by) =>
      happened(userId, 'session.refused', by).catch((err) =>
        server().log.error({ err }, 'a refused sign-in was not written to the log'),
      ),

    async resetPassword(user, link, validSeconds) {
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
      const written = { to: user.email, workspaceId: null, letter: letter(locale, words) }
      await server().database.transaction('read write', (db) =>
        queueLetter(server(), db, {
          ...written,
          until: new Date(server().clock.now().getTime() + validSeconds * 1000),
        }),
      )
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

async function queueChange(server: Server, db: Db, to: string, locale: Locale, told: MessageId) {
  const t = translate[locale]
  const words = {
    subject: t('mail.account.subject'),
    lead: t(told),
    action: { label: t('mail.account.action'), href: `${server.baseUrl}/settings/account` },
    foot: t('mail.account.foot'),
  }
  await queueLetter(server, db, { to, workspaceId: null, letter: letter(locale, words) })
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
