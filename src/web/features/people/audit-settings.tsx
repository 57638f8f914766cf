// Every change, newest first: who, through which door, what.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Cell, HeadCell, Table } from '../../ui/table.tsx'

export function AuditSettings() {
  const t = useT()
  const format = useFormat()
  const members = useQuery(api.members.list.queryOptions({ input: { limit: 500 } }))
  const names = new Map(members.data?.items.map(({ id, name }) => [id, name]))
  const audit = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, cursor }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
  if (!audit.data) return <Skeleton className="h-64" />
  return (
    <div className="grid gap-3">
      <Table
        caption={t('people.settings.audit')}
        head={
          <>
            <HeadCell>{t('people.audit.when')}</HeadCell>
            <HeadCell>{t('people.audit.who')}</HeadCell>
            <HeadCell>{t('people.audit.what')}</HeadCell>
            <HeadCell>{t('people.audit.door')}</HeadCell>
          </>
        }
      >
        {audit.data.pages
          .flatMap((page) => page.items)
          .map((entry) => (
            <tr key={entry.id}>
              <Cell className="whitespace-nowrap">{format.time(entry.at)}</Cell>
              <Cell>{entry.actorId ? (names.get(entry.actorId) ?? '–') : '–'}</Cell>
              <Cell>
                <code>{entry.operation}</code>
                <span className="block max-w-md truncate text-sm text-ink-3">
                  {JSON.stringify(entry.after ?? entry.before)}
                </span>
              </Cell>
              <Cell>{entry.door}</Cell>
            </tr>
          ))}
      </Table>
      {audit.hasNextPage && (
        <div>
          <Button onClick={() => void audit.fetchNextPage()}>{t('common.more')}</Button>
        </div>
      )}
    </div>
  )
}
