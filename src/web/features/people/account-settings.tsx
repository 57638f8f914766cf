// My account: my name, how I sign in, where I am signed in.
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { PasskeyCard } from './passkey-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { takePersonalData } from './personal-data.ts'
import { SessionList } from './session-list.tsx'
import { TotpCard } from './totp-card.tsx'

export function AccountSettings() {
  const t = useT()
  const { data: account } = useQuery(api.account.get.queryOptions({ input: {} }))
  return (
    <div className="grid max-w-2xl gap-2">
      <NameCard />
      <SectionTitle>{t('members.account.ways')}</SectionTitle>
      {!account && <Skeleton className="h-48" />}
      {account?.isBound && <p className="text-ink-2">{t('members.account.bound')}</p>}
      {account && !account.isBound && (
        <div className="grid gap-3">
          {account.hasPassword && <PasswordCard />}
          {account.hasPassword && <TotpCard isOn={account.hasTotp} />}
          <PasskeyCard />
        </div>
      )}
      <SectionTitle>{t('members.sessions')}</SectionTitle>
      <SessionList />
      <SectionTitle>{t('members.data')}</SectionTitle>
      <DataCard />
    </div>
  )
}

function NameCard() {
  const t = useT()
  const act = useAct()
  const { member } = useSession()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name'))
    void act(() => client.members.rename({ name }), {
      message: t('common.saved'),
      undo: () => client.members.rename({ name: member.name }),
    })
  }
  return (
    <Card className="p-4">
      <form onSubmit={onSubmit} className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
        <TextField
          key={member.name}
          frame={{ label: t('people.your_name'), hint: member.email }}
          name="name"
          required
          maxLength={300}
          defaultValue={member.name}
          autoComplete="name"
        />
        <Button type="submit" className="w-fit sm:mb-6">
          {t('common.save')}
        </Button>
      </form>
    </Card>
  )
}

function DataCard() {
  const t = useT()
  const act = useAct()
  const { member } = useSession()
  return (
    <Card className="grid justify-items-start gap-3 p-4">
      <p className="text-ink-2">{t('members.data.lead')}</p>
      <Button icon="arrow-down" onClick={() => void act(() => takePersonalData(member.id))}>
        {t('members.data.take')}
      </Button>
      <p className="text-sm text-ink-3">{t('members.data.erasure')}</p>
    </Card>
  )
}
