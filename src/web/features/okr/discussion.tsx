// What is said about an objective and its parts, the newest first, and saying something.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { namesToIds } from '../../../core/text/mentions.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { CommentItem } from './comment-item.tsx'
import { MentionArea } from './mention-area.tsx'

type Props = { objective: ObjectiveWholeView; mayTalk: boolean }

export const Discussion = ({ objective, mayTalk }: Props) => {
  const t = useT()
  const { memberOptions } = useNames()
  const people = memberOptions.map(({ value, label }) => ({ id: value, name: label }))
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(
    api.comments.ofObjective.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: objective.id, limit: 20, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
  const items = data?.pages.flatMap((page) => page.items) ?? []
  if (!mayTalk && items.length === 0) return null
  return (
    <section aria-label={t('comment.title')}>
      <SectionTitle>{t('comment.title')}</SectionTitle>
      <div className="rounded-md border bg-surface px-4 sm:px-5">
        {mayTalk && <Composer objective={objective} people={people} />}
        {data && items.length === 0 && <p className="pb-4 text-ink-3">{t('comment.none')}</p>}
        <ul className="divide-y empty:hidden">
          {items.map((comment) => (
            <CommentItem
              key={comment.id}
              comment={comment}
              isOnPart={comment.about.id !== objective.id}
              people={people}
              mayTalk={mayTalk}
            />
          ))}
        </ul>
        {hasNextPage && (
          <Button size="sm" look="quiet" className="mb-3 -ml-2" onClick={() => void fetchNextPage()}>
            {t('comment.older')}
          </Button>
        )}
      </div>
    </section>
  )
}

type ComposerProps = { objective: ObjectiveWholeView; people: { id: string; name: string }[] }

const Composer = ({ objective, people }: ComposerProps) => {
  const t = useT()
  const act = useAct()
  const [text, setText] = useState('')
  const [about, setAbout] = useState(`objective ${objective.id}`)
  const [isBusy, setIsBusy] = useState(false)
  const options = [
    { value: `objective ${objective.id}`, label: t('comment.about.objective') },
    ...objective.keyResults.map(({ id, title }) => ({ value: `key_result ${id}`, label: title })),
    ...objective.initiatives.map(({ id, title }) => ({ value: `initiative ${id}`, label: title })),
  ]
  const send = async () => {
    if (!text.trim() || isBusy) return
    const [kind, id = objective.id] = about.split(' ')
    setIsBusy(true)
    const said = await act(() =>
      client.comments.create({
        about: { kind: kind as 'objective' | 'key_result' | 'initiative', id },
        text: namesToIds(text.trim(), people),
      }),
    )
    setIsBusy(false)
    if (said) setText('')
  }
  return (
    <div className="grid gap-2 py-4">
      <MentionArea
        label={t('comment.write')}
        text={text}
        people={people}
        onText={setText}
        onSend={() => void send()}
      />
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-0 grow basis-40 sm:max-w-72">
          <SelectField
            frame={{ label: t('comment.about'), labelHidden: true }}
            options={options}
            value={options.some(({ value }) => value === about) ? about : `objective ${objective.id}`}
            onChange={(event) => setAbout(event.target.value)}
          />
        </div>
        <Button look="primary" disabled={!text.trim() || isBusy} onClick={() => void send()}>
          {t('comment.send')}
        </Button>
      </div>
    </div>
  )
}
