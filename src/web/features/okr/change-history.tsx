// Every change of an objective and its parts, in words, asked for once someone opens it.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'

export const ChangeHistory = ({ objectiveId }: { objectiveId: string }) => {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="mt-7" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-6 text-sm font-semibold text-ink-2 hover:text-ink">
        {t('history.title')}
      </summary>
      {isOpen && <Changes objectiveId={objectiveId} />}
    </details>
  )
}

const Changes = ({ objectiveId }: { objectiveId: string }) => {
  const t = useT()
  const format = useFormat()
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(
    api.history.ofObjective.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: objectiveId, limit: 30, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
  const items = data?.pages.flatMap((page) => page.items)
  if (!items) return null
  return (
    <>
      <ol className="mt-2 grid gap-3 border-l-2 pl-4">
        {items.map(({ id, at, actorName, about, words }) => (
          <li key={id}>
            <p className="text-sm text-ink-3">
              <span className="font-semibold text-ink-2">{actorName ?? t('history.someone')}</span>
              {' · '}
              <time dateTime={at}>{format.time(at)}</time>
              {about.id !== objectiveId && ` · ${about.title}`}
            </p>
            <p className="break-words">{words.join(' · ')}</p>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button size="sm" look="quiet" className="mt-2" onClick={() => void fetchNextPage()}>
          {t('history.more')}
        </Button>
      )}
    </>
  )
}
