// People: found by name or address, invited, changed, deactivated.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { Button } from '../../ui/button.tsx'
import { CardList } from '../../ui/card.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { InvitationSection } from './invitation-section.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { PersonRow } from './person-row.tsx'

export function PeopleSettings() {
  const t = useT()
  const mayManage = useRights()('member.manage')
  const [isInviting, setIsInviting] = useState(false)
  const [text, setText] = useState('')
  const [state, setState] = useState<'active' | 'deactivated'>('active')
  const q = useDeferredValue(text.trim())
  const people = useInfiniteQuery(
    api.members.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 100, cursor, state, ...(q ? { q } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: (before) => before,
    }),
  )
  const { data: units } = useQuery(api.units.list.queryOptions({ input: { limit: 500, archived: true } }))
  const items = people.data?.pages.flatMap((page) => page.items)
  return (
    <div className="grid max-w-4xl gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow basis-56">
          <TextField
            frame={{ label: t('members.search'), labelHidden: true }}
            type="search"
            placeholder={t('members.search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Segmented
          label={t('members.state')}
          value={state}
          options={[
            { value: 'active', label: t('members.state.active') },
            { value: 'deactivated', label: t('members.state.deactivated') },
          ]}
          onChange={setState}
        />
        {mayManage && (
          <Button look="primary" icon="plus" onClick={() => setIsInviting(true)}>
            {t('members.invite')}
          </Button>
        )}
      </div>
      {!items && <Skeleton className="h-48" />}
      {items?.length === 0 && (
        <EmptyState>{q ? t('members.none_found', { text: q }) : t('members.none_left')}</EmptyState>
      )}
      {items && items.length > 0 && (
        <CardList>
          {items.map((person) => (
            <PersonRow key={person.id} person={person} units={units?.items ?? []} />
          ))}
        </CardList>
      )}
      {people.hasNextPage && (
        <div>
          <Button onClick={() => void people.fetchNextPage()}>{t('common.more')}</Button>
        </div>
      )}
      {mayManage && <InvitationSection units={units?.items ?? []} />}
      {isInviting && <InviteDialog units={units?.items ?? []} onClose={() => setIsInviting(false)} />}
    </div>
  )
}
