// How people come in: providers of single sign-on, whether they are the only way, and the directory that tells of people.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SignInProviderView } from '../../../contract/single-sign-on.ts'
import { useAct } from '../../app/act.ts'
import { useTold } from '../../app/change.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DirectorySection } from './directory-section.tsx'
import { ProviderForm } from './provider-form.tsx'
import { ShownAddress } from './shown-address.tsx'

export function AccessSettings() {
  const t = useT()
  const told = useTold()
  const [isAdding, setIsAdding] = useState(false)
  const { data, error } = useQuery(api.signInProviders.list.queryOptions({ input: { limit: 500 } }))
  if (error) return <Notice tone="wrong">{told(error).detail}</Notice>
  if (!data) return <Skeleton className="h-40 max-w-3xl" />
  const { items, redirectUri } = data
  const add = (
    <Button look="primary" icon="plus" onClick={() => setIsAdding(true)}>
      {t('access.sso.new')}
    </Button>
  )
  return (
    <div className="grid max-w-3xl gap-4">
      <SectionTitle>{t('access.sso')}</SectionTitle>
      <p className="text-ink-2">{t('access.sso.lead')}</p>
      {items.length === 0 && !isAdding && (
        <EmptyState title={t('access.sso.empty')} action={add}>
          <p>{t('access.sso.empty.text')}</p>
        </EmptyState>
      )}
      {items.map((provider) => (
        <ProviderCard key={provider.id} provider={provider} redirectUri={redirectUri} />
      ))}
      {isAdding && <ProviderForm redirectUri={redirectUri} onDone={() => setIsAdding(false)} />}
      {!isAdding && items.length > 0 && <div>{add}</div>}
      {items.length > 0 && <PolicyCard />}
      <DirectorySection />
    </div>
  )
}

type CardProps = { provider: SignInProviderView; redirectUri: string }

const ProviderCard = ({ provider, redirectUri }: CardProps) => {
  const t = useT()
  const act = useAct()
  const [isEditing, setIsEditing] = useState(false)
  const [tested, setTested] = useState<{ fault: string | null } | null>(null)
  const { id, name, startUrl } = provider
  if (isEditing)
    return <ProviderForm provider={provider} redirectUri={redirectUri} onDone={() => setIsEditing(false)} />
  const test = async () => setTested(await act(() => client.signInProviders.test({ id })))
  const remove = () =>
    act(() => client.signInProviders.remove({ id }), { message: t('access.sso.removed', { name }) })
  const connect = `${new URL(startUrl).pathname}?connect&back=/settings/sign-in`
  const facts = [
    provider.domains.join(', ') || t('access.sso.facts.any'),
    t(provider.createsMembers ? 'access.sso.facts.joins' : 'access.sso.facts.invited'),
    t(provider.isListed ? 'access.sso.facts.listed' : 'access.sso.facts.unlisted'),
  ]
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-56">
          <h3 className="font-semibold">{name}</h3>
          <p className="text-sm break-words text-ink-3">{provider.issuer}</p>
          <p className="text-sm text-ink-3">{facts.join(' · ')}</p>
        </div>
        <div className="flex gap-2">
          <Button size="sm" onClick={() => void test()}>
            {t('access.sso.test')}
          </Button>
          <Menu
            label={t('access.sso.menu', { name })}
            trigger={(props) => (
              <button
                {...props}
                type="button"
                aria-label={t('access.sso.menu', { name })}
                className={buttonClass('secondary', 'sm')}
              >
                <Icon name="more" />
              </button>
            )}
            items={[
              { label: t('access.sso.edit'), icon: 'edit', onSelect: () => setIsEditing(true) },
              {
                label: t('access.sso.connect'),
                icon: 'person',
                onSelect: () => window.location.assign(connect),
              },
              { label: t('access.sso.remove'), danger: true, onSelect: () => void remove() },
            ]}
          />
        </div>
      </div>
      {tested && (
        <div role="status">
          <Notice tone={tested.fault ? 'attention' : 'neutral'}>
            {tested.fault ?? t('access.sso.test.ok')}
          </Notice>
        </div>
      )}
      <ShownAddress label={t('access.sso.start')} address={startUrl} />
    </Card>
  )
}

const PolicyCard = () => {
  const t = useT()
  const act = useAct()
  const { data } = useQuery(api.signInPolicy.get.queryOptions({ input: {} }))
  if (!data) return <Skeleton className="h-20" />
  const set = (singleSignOnOnly: boolean) =>
    act(() => client.signInPolicy.set({ singleSignOnOnly }), {
      message: t(singleSignOnOnly ? 'access.only.on' : 'access.only.off'),
      undo: () => client.signInPolicy.set({ singleSignOnOnly: !singleSignOnOnly }),
    })
  return (
    <Card className="grid gap-1 p-4">
      <Checkbox
        label={<span className="font-semibold">{t('access.only')}</span>}
        checked={data.singleSignOnOnly}
        onChange={(event) => void set(event.target.checked)}
      />
      <p className="text-sm text-ink-2">{t('access.only.text')}</p>
    </Card>
  )
}
