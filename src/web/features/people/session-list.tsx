// Where I am signed in, each to be ended.
import { useQuery } from '@tanstack/react-query'
import type { SessionView } from '../../../contract/sign-in.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { CardList, CardRow } from '../../ui/card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { deviceName } from './passkey-card.tsx'

export function SessionList() {
  const t = useT()
  const act = useAct()
  const { data } = useQuery(api.sessions.list.queryOptions({ input: {} }))
  if (!data) return <Skeleton className="h-24" />
  const others = data.items.filter(({ isCurrent }) => !isCurrent).length
  return (
    <div className="grid gap-3">
      <CardList>
        {data.items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </CardList>
      {others > 0 && (
        <div>
          <Button
            look="danger"
            onClick={() =>
              void act(() => client.sessions.revokeOthers({}), { message: t('members.session.others_ended') })
            }
          >
            {t('members.session.end_others')}
          </Button>
        </div>
      )}
    </div>
  )
}

function SessionRow({ session }: { session: SessionView }) {
  const t = useT()
  const act = useAct()
  const format = useFormat()
  const { id, isCurrent, agent, address, lastSeenAt } = session
  const browser = /Edg|OPR|Firefox|Chrome|Safari/.exec(agent ?? '')?.[0]?.replace('Edg', 'Edge') ?? ''
  const name = [browser, deviceName(agent ?? '')].filter(Boolean).join(' · ') || t('members.session.unknown')
  const facts = [
    isCurrent ? t('members.session.this') : t('members.session.seen', { when: format.time(lastSeenAt) }),
    ...(address ? [address] : []),
  ]
  return (
    <CardRow className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <span className="min-w-0">
        {name}
        <span className="block text-sm text-ink-3">{facts.join(' · ')}</span>
      </span>
      {!isCurrent && (
        <Button
          size="sm"
          look="danger"
          onClick={() =>
            void act(() => client.sessions.revoke({ id }), { message: t('members.session.ended') })
          }
        >
          {t('members.session.end')}
        </Button>
      )}
    </CardRow>
  )
}
