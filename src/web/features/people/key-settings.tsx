// API keys: made with my rights, narrowed by scopes, shown once; admins see everyone's.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ApiKeyView } from '../../../contract/people.ts'
import { SCOPES, type Scope } from '../../../core/people/permissions.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, CardList, CardRow } from '../../ui/card.tsx'
import { Checkbox, Segmented } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CopyLink } from './copy-link.tsx'

export function KeySettings() {
  const t = useT()
  const mayManage = useRights()('apiKey.manage')
  const [of, setOf] = useState<'me' | 'everyone'>('me')
  const { data } = useQuery(api.apiKeys.list.queryOptions({ input: { of } }))
  return (
    <div className="grid max-w-2xl gap-4">
      <p className="text-ink-2">{t('people.keys.lead')}</p>
      {mayManage && (
        <Segmented
          label={t('members.keys.of')}
          value={of}
          options={[
            { value: 'me', label: t('members.keys.mine') },
            { value: 'everyone', label: t('members.keys.everyone') },
          ]}
          onChange={setOf}
        />
      )}
      {!data && <Skeleton className="h-24" />}
      {data?.items.length === 0 && (
        <EmptyState title={t('people.keys.empty')}>{t('people.keys.empty.text')}</EmptyState>
      )}
      {data && data.items.length > 0 && (
        <CardList>
          {data.items.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </CardList>
      )}
      <div>
        <SectionTitle>{t('people.keys.new')}</SectionTitle>
        <NewKey />
      </div>
    </div>
  )
}

const scopeWords: Record<Scope, MessageId> = {
  read: 'members.scope.read',
  push: 'members.scope.push',
  write: 'members.scope.write',
  admin: 'members.scope.admin',
}

function KeyRow({ apiKey: key }: { apiKey: ApiKeyView }) {
  const t = useT()
  const act = useAct()
  const format = useFormat()
  const { member } = useSession()
  const { data: people } = useQuery(api.members.list.queryOptions({ input: { limit: 500 } }))
  const isAll = key.scopes.length === SCOPES.length
  const facts = [
    ...(key.memberId === member.id ? [] : [people?.items.find(({ id }) => id === key.memberId)?.name ?? '…']),
    isAll ? t('members.scope.all') : key.scopes.map((scope) => t(scopeWords[scope])).join(', '),
    key.lastUsedAt ? t('people.keys.used', { when: format.time(key.lastUsedAt) }) : t('people.keys.unused'),
    ...(key.expiresAt ? [t('members.keys.until', { when: format.time(key.expiresAt) })] : []),
  ]
  return (
    <CardRow className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <span className="min-w-0 grow basis-56">
        <span className="font-semibold">{key.name}</span> <span className="text-ink-3">{key.start}…</span>
        <span className="block text-sm text-ink-3 first-letter:uppercase">{facts.join(' · ')}</span>
      </span>
      <Button
        size="sm"
        look="danger"
        onClick={() =>
          void act(() => client.apiKeys.revoke({ id: key.id }), { message: t('people.keys.revoked') })
        }
      >
        {t('people.keys.revoke')}
      </Button>
    </CardRow>
  )
}

function NewKey() {
  const t = useT()
  const act = useAct()
  const [made, setMade] = useState<string | null>(null)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const days = Number(data.get('expiry'))
    const key = await act(() =>
      client.apiKeys.create({
        name: String(data.get('name')),
        scopes: SCOPES.filter((scope) => data.getAll('scope').includes(scope)),
        ...(days ? { expiresInDays: days } : {}),
      }),
    )
    if (!key) return
    setMade(key.key)
    form.reset()
  }
  return (
    <div className="grid gap-3">
      {made && (
        <Card className="grid gap-2 p-4">
          <p className="font-semibold">{t('people.keys.once')}</p>
          <CopyLink link={made} />
        </Card>
      )}
      <Card className="p-4">
        <form onSubmit={onSubmit} className="grid gap-4">
          <div className="grid items-start gap-4 sm:grid-cols-[1fr_12rem]">
            <TextField
              frame={{ label: t('people.keys.name'), hint: t('people.keys.name.hint') }}
              name="name"
              required
              maxLength={32}
            />
            <SelectField
              frame={{ label: t('members.keys.expiry') }}
              name="expiry"
              defaultValue="365"
              options={[30, 90, 180, 365]
                .map((days) => ({ value: String(days), label: t('members.keys.days', { days }) }))
                .concat({ value: '0', label: t('members.keys.never') })}
            />
          </div>
          <fieldset>
            <legend className="mb-1 font-semibold">{t('members.scopes')}</legend>
            <div className="grid gap-1">
              {SCOPES.map((scope) => (
                <Checkbox
                  key={scope}
                  name="scope"
                  value={scope}
                  label={<span className="inline-block first-letter:uppercase">{t(scopeWords[scope])}</span>}
                  defaultChecked={scope === 'read' || scope === 'push'}
                />
              ))}
            </div>
          </fieldset>
          <div>
            <Button type="submit" look="primary" icon="plus">
              {t('people.keys.create')}
            </Button>
          </div>
        </form>
      </Card>
    </div>
  )
}
