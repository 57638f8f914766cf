// API keys: made with my rights, shown once.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, CardList, CardRow } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

export function KeySettings() {
  const t = useT()
  const act = useAct()
  const format = useFormat()
  const [made, setMade] = useState<string | null>(null)
  const { data } = useQuery(api.apiKeys.list.queryOptions({ input: {} }))
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const key = await act(() => client.apiKeys.create({ name: String(new FormData(form).get('name')) }))
    if (!key) return
    setMade(key.key)
    form.reset()
  }
  return (
    <div className="grid max-w-2xl gap-4">
      <p className="text-ink-2">{t('people.keys.lead')}</p>
      {made && (
        <Card className="grid gap-2 p-4">
          <p className="font-semibold">{t('people.keys.once')}</p>
          <code className="block rounded-md bg-sunken p-3 break-all">{made}</code>
          <div>
            <Button size="sm" icon="copy" onClick={() => void navigator.clipboard.writeText(made)}>
              {t('people.keys.copy')}
            </Button>
          </div>
        </Card>
      )}
      {!data && <Skeleton className="h-24" />}
      {data?.items.length === 0 && (
        <EmptyState title={t('people.keys.empty')}>{t('people.keys.empty.text')}</EmptyState>
      )}
      {data && data.items.length > 0 && (
        <CardList>
          {data.items.map((key) => (
            <CardRow key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <span className="grow">
                <span className="font-semibold">{key.name}</span>{' '}
                <span className="text-ink-3">{key.start}…</span>
                <span className="block text-sm text-ink-3">
                  {key.lastUsedAt
                    ? t('people.keys.used', { when: format.time(key.lastUsedAt) })
                    : t('people.keys.unused')}
                </span>
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
          ))}
        </CardList>
      )}
      <SectionTitle>{t('people.keys.new')}</SectionTitle>
      <form onSubmit={onSubmit} className="grid items-start gap-3 sm:grid-cols-[1fr_auto]">
        <TextField
          frame={{ label: t('people.keys.name'), hint: t('people.keys.name.hint') }}
          name="name"
          required
          maxLength={32}
        />
        <Button type="submit" look="primary" icon="plus" className="sm:mt-[1.625rem]">
          {t('people.keys.create')}
        </Button>
      </form>
    </div>
  )
}
