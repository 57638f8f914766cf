// Connections: where numbers come from by themselves, and what is pulled through each.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConnectionView } from '../../../contract/connections.ts'
import { useAct } from '../../app/act.ts'
import { useTold } from '../../app/change.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ConnectionForm } from './connection-form.tsx'
import { addressWords, kindWords } from './connection-values.ts'
import { PullForm } from './pull-form.tsx'
import { PullList } from './pull-list.tsx'

export function ConnectionSettings() {
  const t = useT()
  const told = useTold()
  const [isAdding, setIsAdding] = useState(false)
  const { data, error } = useQuery(api.connections.list.queryOptions({ input: { limit: 500 } }))
  if (error) return <Notice tone="wrong">{told(error).detail}</Notice>
  if (!data) return <Skeleton className="h-40 max-w-3xl" />
  const add = (
    <Button look="primary" icon="plus" onClick={() => setIsAdding(true)}>
      {t('connections.new')}
    </Button>
  )
  return (
    <div className="grid max-w-3xl gap-4">
      <p className="text-ink-2">{t('connections.lead')}</p>
      {data.items.length === 0 && !isAdding && (
        <EmptyState title={t('connections.empty')} action={add}>
          <p>{t('connections.empty.text')}</p>
        </EmptyState>
      )}
      {data.items.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} />
      ))}
      {isAdding && <ConnectionForm onDone={() => setIsAdding(false)} />}
      {!isAdding && data.items.length > 0 && <div>{add}</div>}
    </div>
  )
}

const ConnectionCard = ({ connection }: { connection: ConnectionView }) => {
  const t = useT()
  const act = useAct()
  const [open, setOpen] = useState<'edit' | 'pull' | null>(null)
  const [tested, setTested] = useState<{ fault: string | null } | null>(null)
  const { id, name } = connection
  const close = () => setOpen(null)
  const test = async () => setTested(await act(() => client.connections.test({ id })))
  const remove = () =>
    act(() => client.connections.remove({ id }), { message: t('connections.removed', { name }) })
  if (open === 'edit') return <ConnectionForm connection={connection} onDone={close} />
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 grow">
          <h2 className="font-semibold">{name}</h2>
          <p className="text-sm break-words text-ink-3">
            {t(kindWords[connection.kind])} · {addressWords(connection.address)}
          </p>
        </div>
        <div className="flex gap-2">
          <Button size="sm" onClick={() => void test()}>
            {t('connections.test')}
          </Button>
          <Menu
            label={t('connections.menu', { name })}
            trigger={(props) => (
              <button
                {...props}
                type="button"
                aria-label={t('connections.menu', { name })}
                className={buttonClass('secondary', 'sm')}
              >
                <Icon name="more" />
              </button>
            )}
            items={[
              { label: t('connections.edit'), icon: 'edit', onSelect: () => setOpen('edit') },
              { label: t('connections.remove'), danger: true, onSelect: () => void remove() },
            ]}
          />
        </div>
      </div>
      {tested && (
        <div role="status">
          <Notice tone={tested.fault ? 'attention' : 'neutral'}>
            {tested.fault ?? t('connections.test.ok')}
          </Notice>
        </div>
      )}
      {connection.pulls === 0 ? (
        <p className="text-sm text-ink-2">{t('connections.pulls', { count: 0 })}</p>
      ) : (
        <PullList connection={connection} />
      )}
      {open === 'pull' ? (
        <PullForm connection={connection} onDone={close} />
      ) : (
        <Button size="sm" icon="plus" className="w-fit" onClick={() => setOpen('pull')}>
          {t('connections.pull.new')}
        </Button>
      )}
    </Card>
  )
}
