// The organisation's directory (SCIM): its address and its tokens, each shown once.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ScimTokenView } from '../../../contract/directory.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, CardList, CardRow } from '../../ui/card.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CopyLink } from './copy-link.tsx'
import { ShownAddress } from './shown-address.tsx'

export function DirectorySection() {
  const t = useT()
  const { data } = useQuery(api.scimTokens.list.queryOptions({ input: {} }))
  if (!data) return <Skeleton className="h-40" />
  return (
    <section className="grid gap-4">
      <SectionTitle>{t('access.scim')}</SectionTitle>
      <p className="text-ink-2">{t('access.scim.lead')}</p>
      <ShownAddress label={t('access.scim.address')} address={data.address} />
      <details className="rounded-md border px-3 py-2">
        <summary className="cursor-pointer font-semibold">{t('access.scim.guide')}</summary>
        <ul className="mt-2 grid gap-2 text-sm text-ink-2">
          <li>{t('access.scim.guide.okta')}</li>
          <li>{t('access.scim.guide.entra')}</li>
          <li>{t('access.scim.guide.leave')}</li>
        </ul>
      </details>
      {data.items.length > 0 && (
        <CardList>
          {data.items.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </CardList>
      )}
      <NewToken />
    </section>
  )
}

function TokenRow({ token: { id, name, createdAt, expiresAt, lastUsedAt } }: { token: ScimTokenView }) {
  const t = useT()
  const act = useAct()
  const format = useFormat()
  const facts = [
    t('access.scim.made', { when: format.time(createdAt) }),
    lastUsedAt ? t('access.scim.used', { when: format.time(lastUsedAt) }) : t('access.scim.unused'),
    ...(expiresAt ? [t('access.scim.until', { when: format.time(expiresAt) })] : []),
  ]
  return (
    <CardRow className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <span className="min-w-0 grow basis-56">
        <span className="font-semibold">{name}</span>
        <span className="block text-sm text-ink-3">{facts.join(' · ')}</span>
      </span>
      <Button
        size="sm"
        look="danger"
        onClick={() =>
          void act(() => client.scimTokens.revoke({ id }), { message: t('access.scim.revoked', { name }) })
        }
      >
        {t('access.scim.revoke')}
      </Button>
    </CardRow>
  )
}

function NewToken() {
  const t = useT()
  const act = useAct()
  const [made, setMade] = useState<string | null>(null)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const days = Number(data.get('expiry'))
    const token = await act(() =>
      client.scimTokens.create({ name: String(data.get('name')), ...(days ? { expiresInDays: days } : {}) }),
    )
    if (!token) return
    setMade(token.token)
    form.reset()
  }
  return (
    <>
      {made && (
        <Card className="grid gap-2 p-4">
          <p className="font-semibold">{t('access.scim.once')}</p>
          <CopyLink link={made} />
        </Card>
      )}
      <Card className="p-4">
        <form onSubmit={onSubmit} className="grid items-end gap-4 sm:grid-cols-[1fr_12rem_auto]">
          <TextField
            frame={{ label: t('access.scim.name') }}
            name="name"
            required
            maxLength={60}
            placeholder="Okta"
          />
          <SelectField
            frame={{ label: t('access.scim.expiry') }}
            name="expiry"
            defaultValue="365"
            options={[
              { value: '365', label: t('access.scim.year') },
              { value: '1095', label: t('access.scim.years') },
              { value: '0', label: t('access.scim.never') },
            ]}
          />
          <Button type="submit" icon="plus">
            {t('access.scim.create')}
          </Button>
        </form>
      </Card>
    </>
  )
}
