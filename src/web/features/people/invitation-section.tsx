// Invitations that still wait, with a new link or an end for each.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvitationView } from '../../../contract/members.ts'
import type { UnitView } from '../../../contract/people.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { CardList, CardRow } from '../../ui/card.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { CopyLink } from './copy-link.tsx'
import { roleWords } from './people-words.ts'

export function InvitationSection({ units }: { units: UnitView[] }) {
  const t = useT()
  const { data } = useQuery(api.invitations.list.queryOptions({ input: { limit: 100 } }))
  const waiting = data?.items.filter(({ state }) => state === 'open' || state === 'expired') ?? []
  if (waiting.length === 0) return null
  return (
    <section>
      <SectionTitle>{t('members.invitations')}</SectionTitle>
      <CardList>
        {waiting.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} units={units} />
        ))}
      </CardList>
    </section>
  )
}

function InvitationRow({ invitation, units }: { invitation: InvitationView; units: UnitView[] }) {
  const t = useT()
  const act = useAct()
  const format = useFormat()
  const [link, setLink] = useState<string | null>(null)
  const { id, email, role, unitIds, state, mailedAt, mailFailedAt, expiresAt } = invitation
  const renew = async () => {
    const made = await act(() => client.invitations.renew({ id }))
    if (made) setLink(made.link)
  }
  const names = units.filter((unit) => unitIds.includes(unit.id)).map(({ name }) => name)
  const facts = [
    t(roleWords[role]),
    ...names,
    state === 'expired'
      ? t('members.invitation.expired')
      : t('members.invitation.until', { when: format.time(expiresAt) }),
    ...(mailedAt ? [t('members.invitation.mailed')] : []),
    ...(mailFailedAt ? [t('members.invitation.mailFailed')] : []),
  ]
  return (
    <CardRow className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="min-w-0 grow basis-56">
          <span className="block truncate font-semibold">{email ?? t('members.invitation.link')}</span>
          <span className="block text-sm text-ink-3 first-letter:uppercase">{facts.join(' · ')}</span>
        </span>
        <span className="flex gap-2">
          <Button size="sm" icon="link" onClick={() => void renew()}>
            {t('members.invitation.renew')}
          </Button>
          <Button
            size="sm"
            look="danger"
            onClick={() =>
              void act(() => client.invitations.revoke({ id }), { message: t('members.invitation.revoked') })
            }
          >
            {t('people.keys.revoke')}
          </Button>
        </span>
      </div>
      {link && <CopyLink link={link} />}
    </CardRow>
  )
}
