// The comments that call me in, the newest first; opening one marks it as read.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MentionView } from '../../../contract/comments.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { CardList, CardRow } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Words } from './comment-item.tsx'

export const MentionsScreen = () => {
  const t = useT()
  const act = useAct()
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(
    api.mentions.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
  const items = data?.pages.flatMap((page) => page.items)
  const unread = data?.pages[0]?.unread ?? 0
  const read = (ids?: string[]) => act(() => client.mentions.read(ids ? { ids } : {}))
  return (
    <>
      <PageHeader
        title={t('comment.inbox')}
        meta={unread > 0 ? t('comment.inbox.waiting', { count: unread }) : undefined}
        actions={unread > 0 && <Button onClick={() => void read()}>{t('comment.inbox.read_all')}</Button>}
      />
      {!items && <Skeleton className="h-56 w-full" />}
      {items?.length === 0 && (
        <EmptyState title={t('comment.inbox.none')}>{t('comment.inbox.none_text')}</EmptyState>
      )}
      {items && items.length > 0 && (
        <CardList>
          {items.map((mention) => (
            <MentionRow key={mention.id} mention={mention} onRead={() => void read([mention.id])} />
          ))}
        </CardList>
      )}
      {hasNextPage && (
        <Button className="mt-4" onClick={() => void fetchNextPage()}>
          {t('comment.older')}
        </Button>
      )}
    </>
  )
}

const MentionRow = ({ mention, onRead }: { mention: MentionView; onRead: () => void }) => {
  const t = useT()
  const format = useFormat()
  const { about, byName, text, mentions, at, readAt } = mention
  const words = t('comment.inbox.from', { name: byName, title: about.title })
  const nameOf = (id: string) => mentions.find((person) => person.id === id)?.name ?? '…'
  return (
    <CardRow>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {about.objectiveId ? (
          <Link
            to="/okrs/$objectiveId"
            params={{ objectiveId: about.objectiveId }}
            onClick={readAt ? undefined : onRead}
            className="font-semibold hover:underline"
          >
            {words}
          </Link>
        ) : (
          <span className="font-semibold">{words}</span>
        )}
        {!readAt && (
          <Chip tone="primary" icon="circle">
            {t('comment.inbox.new')}
          </Chip>
        )}
        <time dateTime={at} className="ml-auto text-sm text-ink-3">
          {format.time(at)}
        </time>
      </p>
      <p className="mt-1 max-w-prose break-words whitespace-pre-wrap text-ink-2">
        <Words text={text} nameOf={nameOf} />
      </p>
    </CardRow>
  )
}
