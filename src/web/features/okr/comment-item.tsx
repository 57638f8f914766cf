// One comment: who, when, about what; reactions; rewriting and removing one's own.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommentView, ReactionName } from '../../../contract/comments.ts'
import { idsToNames, namesToIds, textParts } from '../../../core/text/mentions.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { LinkedText } from '../../ui/linked-text.tsx'
import { Menu } from '../../ui/menu.tsx'
import { MentionArea, type Person } from './mention-area.tsx'

const reactions: Record<ReactionName, { icon: IconName; word: MessageId }> = {
  agree: { icon: 'check', word: 'comment.react.agree' },
  thanks: { icon: 'heart', word: 'comment.react.thanks' },
  celebrate: { icon: 'star', word: 'comment.react.celebrate' },
  watching: { icon: 'eye', word: 'comment.react.watching' },
  unclear: { icon: 'question', word: 'comment.react.unclear' },
}
const reactionNames = Object.keys(reactions) as ReactionName[]

type Props = {
  comment: CommentView
  /** Whether to say what it is about: in a list of several things. */
  isOnPart: boolean
  people: Person[]
  mayTalk: boolean
}

export const CommentItem = ({ comment, isOnPart, people, mayTalk }: Props) => {
  const t = useT()
  const format = useFormat()
  const { member } = useSession()
  const [edited, setEdited] = useState<string | null>(null)
  const act = useAct()
  const { id, authorId, authorName, text, createdAt, editedAt, removedAt, about, version } = comment
  const isMine = authorId === member.id && mayTalk
  const nameOf = (memberId: string) => comment.mentions.find((person) => person.id === memberId)?.name ?? '…'
  const save = async () => {
    if (edited === null || !edited.trim()) return
    const wanted = namesToIds(edited.trim(), people)
    const done =
      wanted === text ||
      (await act(() => client.comments.update({ id, text: wanted }, { context: { ifMatch: version } })))
    if (done) setEdited(null)
  }
  const remove = () =>
    void act(() => client.comments.update({ id, removed: true }, { context: { ifMatch: version } }), {
      message: t('comment.removed'),
      undo: () => client.comments.update({ id, removed: false }),
    })
  return (
    <li className="py-3">
      <div className="flex items-start gap-2">
        <p className="min-w-0 grow text-sm text-ink-3">
          <span className="text-base font-semibold text-ink">{authorName}</span>
          {' · '}
          <time dateTime={createdAt}>{format.time(createdAt)}</time>
          {isOnPart && ` · ${t('comment.on', { title: about.title })}`}
          {editedAt && !removedAt && ` · ${t('comment.edited', { at: format.time(editedAt) })}`}
        </p>
        {isMine && !removedAt && edited === null && (
          <Menu
            label={t('comment.actions', { name: authorName })}
            trigger={(props) => (
              <IconButton
                {...props}
                icon="more"
                label={t('comment.actions', { name: authorName })}
                className="-my-1.5 -mr-2"
              />
            )}
            items={[
              {
                label: t('comment.edit'),
                icon: 'edit',
                onSelect: () => setEdited(idsToNames(text, nameOf)),
              },
              { label: t('comment.remove'), icon: 'trash', onSelect: remove },
            ]}
          />
        )}
      </div>
      {removedAt && <p className="text-ink-3 italic">{t('comment.was_removed')}</p>}
      {edited !== null && (
        <div className="mt-1 grid gap-2">
          <MentionArea
            label={t('comment.edit')}
            text={edited}
            people={people}
            autoFocus
            onText={setEdited}
            onSend={() => void save()}
            onLeave={() => setEdited(null)}
          />
          <div className="flex gap-2">
            <Button size="sm" look="primary" onClick={() => void save()}>
              {t('comment.save')}
            </Button>
            <Button size="sm" look="quiet" onClick={() => setEdited(null)}>
              {t('comment.leave')}
            </Button>
          </div>
        </div>
      )}
      {edited === null && !removedAt && (
        <>
          <p className="max-w-prose break-words whitespace-pre-wrap">
            <Words text={text} nameOf={nameOf} />
          </p>
          <Reactions comment={comment} mayTalk={mayTalk} />
          {editedAt && <Versions id={id} nameOf={nameOf} />}
        </>
      )}
    </li>
  )
}

export const Words = ({ text, nameOf }: { text: string; nameOf: (id: string) => string }) =>
  textParts(text).map((part, index) =>
    'words' in part ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <LinkedText key={index} text={part.words} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <span key={index} className="font-semibold text-cham">
        @{nameOf(part.memberId)}
      </span>
    ),
  )

const Reactions = ({
  comment: { id, authorName, reactions: given },
  mayTalk,
}: Pick<Props, 'comment' | 'mayTalk'>) => {
  const t = useT()
  const act = useAct()
  const { member } = useSession()
  const names = useNames()
  const toggle = (reaction: ReactionName, isMine: boolean) =>
    void act(() =>
      isMine ? client.comments.unreact({ id, reaction }) : client.comments.react({ id, reaction }),
    )
  if (!mayTalk && given.length === 0) return null
  return (
    <div className="mt-1 flex flex-wrap items-center gap-1.5">
      {given.map(({ reaction, memberIds }) => {
        const isMine = memberIds.includes(member.id)
        const { icon, word } = reactions[reaction]
        const who = memberIds.map((by) => names.member(by)).join(', ')
        return (
          <button
            key={reaction}
            type="button"
            disabled={!mayTalk}
            aria-pressed={isMine}
            aria-label={t('comment.reacted', { reaction: t(word), names: who })}
            title={t('comment.reacted', { reaction: t(word), names: who })}
            onClick={() => toggle(reaction, isMine)}
            className="inline-flex min-h-6 items-center gap-1 rounded-md border px-1.5 text-sm text-ink-2 hover:border-edge aria-pressed:border-cham aria-pressed:bg-cham-soft aria-pressed:text-cham"
          >
            <Icon name={icon} size={13} />
            {memberIds.length}
          </button>
        )
      })}
      {mayTalk && (
        <Menu
          label={t('comment.react')}
          trigger={(props) => (
            <button
              type="button"
              {...props}
              className="inline-flex min-h-6 items-center gap-1 rounded-md px-1.5 text-sm text-ink-3 hover:bg-sunken hover:text-ink"
            >
              <Icon name="plus" size={12} />
              {t('comment.react')}
              <span className="sr-only"> ({authorName})</span>
            </button>
          )}
          items={reactionNames.map((reaction) => ({
            label: t(reactions[reaction].word),
            icon: reactions[reaction].icon,
            onSelect: () =>
              toggle(
                reaction,
                given.some((one) => one.reaction === reaction && one.memberIds.includes(member.id)),
              ),
          }))}
        />
      )}
    </div>
  )
}

const Versions = ({ id, nameOf }: { id: string; nameOf: (id: string) => string }) => {
  const t = useT()
  const format = useFormat()
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useQuery(api.comments.versions.queryOptions({ input: { id }, enabled: isOpen }))
  return (
    <details className="mt-1" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-6 text-sm text-ink-3 hover:text-ink">{t('comment.versions')}</summary>
      <ul className="grid gap-1 border-l-2 pl-3 text-sm text-ink-2">
        {data?.items.slice(1).map(({ text, at }) => (
          <li key={at}>
            {format.time(at)}: <Words text={text} nameOf={nameOf} />
          </li>
        ))}
      </ul>
    </details>
  )
}
