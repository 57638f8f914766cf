// One key result that waits for a check-in, in one line: see, type, Enter, next.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { HomeView } from '../../contract/rhythm.ts'
import { Button } from '../ui/button.tsx'
import { ConfidenceBars } from '../ui/confidence.tsx'
import { Icon } from '../ui/icon.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { type CheckInInput, newDraft } from './check-in-draft.ts'
import { ConfidenceField, StepsField, ValueField, WordsFields } from './check-in-fields.tsx'
import { api } from './client.ts'
import { useFormat } from './format.ts'
import { MiniSpan } from './key-result-span.tsx'
import { keyResultWords } from './key-result-words.ts'
import { useT } from './language.tsx'
import { useSession } from './session.tsx'
import { KeyResultChips } from './status-chip.tsx'
import { keptCheckIn, useCheckIn } from './use-check-in.ts'

export type DueItem = HomeView['due'][number]

/** What a line would publish, told to the list whenever it changes; null while it is not ready. */
export type OnReady = (keyResultId: string, input: CheckInInput | null) => void

type Props = { item: DueItem; isDue: boolean; onReady: OnReady }

// On a phone: title, then bridge and value, then confidence, then the buttons.
const row =
  'grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-x-4 gap-y-2.5 xl:grid-cols-[minmax(0,1fr)_8.5rem_7.5rem_18.5rem_6.5rem]'
const across = 'col-span-2 xl:col-span-1'

export const CheckInLine = ({ item, isDue, onReady }: Props) => {
  const t = useT()
  const { today } = useSession()
  const { keyResult } = item
  const form = useCheckIn(keyResult, newDraft(keyResult, today), {
    keptAs: keptCheckIn(keyResult.id),
    date: today,
  })
  const [hasWords, setHasWords] = useState(false)
  const [isReopened, setIsReopened] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  const wordsId = `words-${keyResult.id}`
  const isOpen = isDue && !form.isPublished
  // Where a KPI or steps give the value, the confidence that stands is all that is left to say.
  const ready = isOpen && (form.isKept || keyResult.confidence !== null) ? form.input : null
  const readyAs = JSON.stringify(ready)
  useEffect(() => onReady(keyResult.id, JSON.parse(readyAs)), [keyResult.id, readyAs, onReady])

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    form.publish(() => focusNext(place.current))
  }
  const reopen = () => {
    form.reopen()
    setIsReopened(true)
  }
  // Someone else may have checked in meanwhile: then it no longer waits either.
  if (form.isPublished || (!isDue && !isReopened)) return <DoneLine item={item} onReopen={reopen} />
  return (
    <form ref={place} data-check-in onSubmit={onSubmit} noValidate className="grid gap-3 px-4 py-3">
      <div className={row}>
        <LineTitle item={item} />
        <MiniSpan keyResult={form.preview} />
        <ValueField keyResult={keyResult} form={form} isLine />
        <div className={across}>
          <ConfidenceField keyResult={keyResult} form={form} isLine />
        </div>
        <div className={`${across} flex items-center justify-end gap-1`}>
          <IconButton
            icon="comment"
            label={t('okr.check_in.words')}
            aria-expanded={hasWords}
            aria-controls={wordsId}
            onClick={() => setHasWords(!hasWords)}
          />
          <Button type="submit" size="sm" icon="check">
            {t('okr.check_in.save')}
          </Button>
        </div>
      </div>
      <StepsField keyResult={keyResult} form={form} />
      <div id={wordsId} hidden={!hasWords}>
        {hasWords && <WordsFields form={form} />}
      </div>
      {form.isKept && !form.refused.detail && <p className="text-xs text-ink-3">{t('okr.check_in.kept')}</p>}
      {form.refused.detail && (
        <p role="alert" className="flex items-center gap-1.5 text-sm text-son-ink">
          <Icon name="warning" />
          {form.refused.detail}
        </p>
      )}
    </form>
  )
}

const LineTitle = ({ item: { keyResult, objectiveTitle, unitName, overdueDays } }: Pick<Props, 'item'>) => {
  const t = useT()
  const when = overdueDays > 0 ? t('okr.due.overdue', { days: overdueDays }) : t('okr.due.today')
  return (
    <div className={`${across} min-w-0`}>
      <Link
        to="/okrs/$objectiveId"
        params={{ objectiveId: keyResult.objectiveId }}
        hash={keyResult.id}
        title={objectiveTitle}
        className="font-semibold hover:underline"
      >
        {keyResult.title}
      </Link>
      <p className="text-sm text-ink-3">
        {[unitName, when, keyResult.kpi?.name && t('okr.due.from_kpi', { name: keyResult.kpi.name })]
          .filter(Boolean)
          .join('\u00A0· ')}
      </p>
    </div>
  )
}

/** What was published stays in its place, with the figures as the server now has them. */
const DoneLine = ({ item, onReopen }: { item: DueItem; onReopen: () => void }) => {
  const t = useT()
  const format = useFormat()
  const { id } = item.keyResult
  const { data: keyResult = item.keyResult } = useQuery(api.keyResults.get.queryOptions({ input: { id } }))
  const { confidence } = keyResult
  return (
    <div className={`${row} px-4 py-3`}>
      <div className={`${across} min-w-0`}>
        <p className="font-semibold">{keyResult.title}</p>
        <p className="flex items-center gap-1.5 text-sm text-teal-ink">
          <Icon name="check" size={12} />
          {t('okr.check_in.done')}
        </p>
      </div>
      <MiniSpan keyResult={keyResult} />
      <p className="text-right font-semibold">{keyResultWords(keyResult, t, format).value}</p>
      <div className={`${across} flex flex-wrap items-center gap-x-3 gap-y-1`}>
        {confidence !== null && (
          <ConfidenceBars value={confidence} label={t('okr.check_in.level', { level: confidence })} />
        )}
        <KeyResultChips keyResult={keyResult} />
      </div>
      <Button look="quiet" size="sm" icon="edit" className={`${across} justify-self-end`} onClick={onReopen}>
        {t('okr.check_in.correct')}
      </Button>
    </div>
  )
}

/** On to the next line that is still open, so that a pass needs no mouse. */
function focusNext(line: HTMLFormElement | null): void {
  const open = [...document.querySelectorAll<HTMLFormElement>('form[data-check-in]')]
  const next = line && open[open.indexOf(line) + 1]
  next?.querySelector<HTMLElement>('input')?.focus()
}
