// The check-ins of a key result, newest first, with the versions that were corrected.
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { CheckInView, KeyResultView } from '../../../contract/okr.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { useNames } from '../../app/names.ts'
import { statusWord } from '../../app/status-chip.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfidenceBars } from '../../ui/confidence.tsx'
import { LinkedText } from '../../ui/linked-text.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

const CheckInForm = later(() => import('./check-in-form.tsx').then((m) => m.CheckInForm), 'week')

type Props = { keyResult: KeyResultView; mayCheckIn: boolean }

export const CheckInHistory = ({ keyResult, mayCheckIn }: Props) => {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  if (keyResult.lastCheckIn === null) return null
  return (
    <details className="mt-3" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-6 text-sm font-semibold text-ink-2 hover:text-ink">
        {t('okr.history')}
      </summary>
      {isOpen && <Entries keyResult={keyResult} mayCheckIn={mayCheckIn} />}
    </details>
  )
}

const Entries = ({ keyResult, mayCheckIn }: Props) => {
  const input = { id: keyResult.id, limit: 500, versions: 'true' as const }
  const { data } = useQuery(api.checkIns.listFor.queryOptions({ input }))
  const [corrected, setCorrected] = useState<CheckInView | null>(null)
  if (!data) return <Skeleton className="mt-2 h-16 w-full" />
  const current = data.items.filter(({ supersededAt }) => supersededAt === null)
  return (
    <ol className="mt-2 divide-y">
      {current.map((entry) => (
        <li key={entry.id} className="grid gap-1 py-2">
          <Entry
            entry={entry}
            keyResult={keyResult}
            onCorrect={mayCheckIn ? () => setCorrected(entry) : undefined}
          />
          {corrected?.id === entry.id && (
            <Suspense>
              <CheckInForm keyResult={keyResult} corrects={entry} onDone={() => setCorrected(null)} />
            </Suspense>
          )}
          <Versions
            versions={data.items.filter(
              ({ date, supersededAt }) => date === entry.date && supersededAt !== null,
            )}
            keyResult={keyResult}
          />
        </li>
      ))}
    </ol>
  )
}

const Versions = ({ versions, keyResult }: { versions: CheckInView[]; keyResult: KeyResultView }) => {
  const t = useT()
  if (versions.length === 0) return null
  return (
    <details className="ml-4 text-ink-3">
      <summary className="min-h-6 text-sm">{t('okr.history.versions', { count: versions.length })}</summary>
      {versions.map((version) => (
        <Entry key={version.id} entry={version} keyResult={keyResult} />
      ))}
    </details>
  )
}

type EntryProps = { entry: CheckInView; keyResult: KeyResultView; onCorrect?: (() => void) | undefined }

const Entry = ({ entry, keyResult, onCorrect }: EntryProps) => {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { date, confidence, call, callReason, note, blockers, recordedBy, recordedAt } = entry
  return (
    <div className="grid gap-0.5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-sm text-ink-3">{format.date(date)}</span>
        <EntryValue entry={entry} keyResult={keyResult} />
        {confidence !== null && (
          <span className="inline-flex items-center gap-2">
            <ConfidenceBars value={confidence} label={t('okr.check_in.level', { level: confidence })} />
            <span aria-hidden="true" className="text-sm text-ink-2">
              {confidence}/10
            </span>
          </span>
        )}
        <span className="text-sm text-ink-3" title={format.time(recordedAt)}>
          {names.member(recordedBy)}
        </span>
        {onCorrect && (
          <Button size="sm" look="quiet" icon="edit" onClick={onCorrect}>
            {t('okr.check_in.correct')}
          </Button>
        )}
      </p>
      {call && (
        <p className="text-sm text-ink-2">
          {t('okr.history.call', { status: t(statusWord(call)), reason: callReason ?? '' })}
        </p>
      )}
      {note && (
        <p className="whitespace-pre-wrap">
          <LinkedText text={note} />
        </p>
      )}
      {blockers && <p className="text-sm text-ink-2">{t('okr.history.blockers', { text: blockers })}</p>}
    </div>
  )
}

const EntryValue = ({
  entry: { value, stepsDone },
  keyResult: { measure },
}: {
  entry: CheckInView
  keyResult: KeyResultView
}) => {
  const t = useT()
  const format = useFormat()
  if (measure.kind === 'milestones')
    return (
      stepsDone && (
        <strong className="font-semibold">
          {t('okr.span.steps_done', { done: stepsDone.length, count: measure.steps.length })}
        </strong>
      )
    )
  return value !== null && <strong className="font-semibold">{format.value(value, measure.unit)}</strong>
}
