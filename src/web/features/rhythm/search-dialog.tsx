// Ctrl/⌘ K: finds anything by its words, with or without diacritics, and does what is done often.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { controlClass } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { type Choice, useChoices } from './search-choices.ts'

type Props = { isOpen: boolean; onClose: () => void }

export const SearchDialog = ({ isOpen, onClose }: Props) => {
  const t = useT()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (isOpen && !element?.open) element?.showModal()
    if (!isOpen && element?.open) element.close()
  }, [isOpen])
  return (
    <dialog
      ref={dialog}
      aria-label={t('rhythm.search.title')}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="mt-[12dvh] w-[min(36rem,calc(100vw-1.5rem))] rounded-md border bg-surface p-0 text-ink shadow-lift open:arrive"
    >
      {isOpen && <SearchPanel onClose={onClose} />}
    </dialog>
  )
}

const SearchPanel = ({ onClose }: Pick<Props, 'onClose'>) => {
  const t = useT()
  const id = useId()
  const [text, setText] = useState('')
  const [place, setPlace] = useState(0)
  const words = useSettled(text.trim())
  const { data: found, isFetching } = useQuery(
    api.search.find.queryOptions({
      input: { q: words },
      enabled: words !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const choices = useChoices(text.trim(), words === '' || text.trim() === '' ? [] : (found?.items ?? []))
  const chosen = Math.min(place, choices.length - 1)

  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    choice.onChoose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') choose(choices[chosen])
    if (event.key !== 'Enter' && step === undefined) return
    event.preventDefault()
    if (step) setPlace((chosen + step + choices.length) % Math.max(1, choices.length))
  }
  return (
    <div className="flex max-h-[70dvh] flex-col">
      <div className="relative flex items-center border-b p-2">
        <Icon name="search" className="pointer-events-none absolute left-5 text-ink-3" />
        <input
          type="search"
          role="combobox"
          // biome-ignore lint/a11y/noAutofocus: a dialog opened to type in
          autoFocus
          aria-label={t('rhythm.search.label')}
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={choices[chosen] ? `${id}-${chosen}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          placeholder={t('rhythm.search.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setPlace(0)
          }}
          onKeyDown={onKeyDown}
          className={`${controlClass} border-transparent pl-10 outline-none hover:border-transparent`}
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t('rhythm.search.results')}
        aria-busy={isFetching}
        className="overflow-y-auto p-2"
      >
        {choices.map((choice, index) => (
          <SearchOption
            key={choice.key}
            id={`${id}-${index}`}
            choice={choice}
            isChosen={index === chosen}
            onPoint={() => setPlace(index)}
            onChoose={() => choose(choice)}
          />
        ))}
      </div>
      {choices.length === 0 && !isFetching && (
        <p role="status" className="px-5 pb-5 text-ink-2">
          {t('rhythm.search.nothing', { words: text.trim() })}
        </p>
      )}
    </div>
  )
}

type OptionProps = {
  id: string
  choice: Choice
  isChosen: boolean
  onPoint: () => void
  onChoose: () => void
}

const SearchOption = ({ id, choice, isChosen, onPoint, onChoose }: OptionProps) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys stay in the search field, which points at the option
    <div
      ref={place}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      onPointerMove={onPoint}
      onClick={onChoose}
      className={`flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 ${isChosen ? 'bg-cham-soft' : ''}`}
    >
      <Icon name={choice.icon} className="text-ink-2" />
      <span className="min-w-0 grow">
        <span className="line-clamp-2">{choice.label}</span>
        {choice.within && <span className="block truncate text-sm text-ink-3">{choice.within}</span>}
      </span>
      {choice.keys && (
        <span aria-hidden="true" className="flex gap-1 text-ink-3 max-sm:hidden">
          {choice.keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
      <span className="shrink-0 text-sm text-ink-3">{choice.kind}</span>
    </div>
  )
}

/** The text once the typing pauses, so that not every letter asks the server. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
