// A new cycle: one of the fiscal calendar, or dates of one's own.
import { useState } from 'react'
import type { CycleView } from '../../../contract/okr.ts'
import type { CycleKind } from '../../../core/okr/cycle.ts'
import { cycleName } from '../../../i18n/cycle-name.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useCycleDates } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Segmented } from '../../ui/choice.tsx'
import { DateField, SelectField, TextField } from '../../ui/inputs.tsx'
import { cyclesAhead } from './cycle-names.ts'

type Props = {
  /** Inside another form: it must not be a form itself. */
  isInside?: boolean
  /** Whether it starts running unless the person says otherwise. */
  isActive?: boolean
  onMade: (cycle: CycleView) => void
  onLeave?: () => void
}

type Draft = { kind: CycleKind; name: string; start: string; end: string; isActive: boolean }

const kinds: { value: CycleKind; word: MessageId }[] = [
  { value: 'quarter', word: 'okr.cycle.kind.quarter' },
  { value: 'month', word: 'okr.cycle.kind.month' },
  { value: 'half', word: 'okr.cycle.kind.half' },
  { value: 'year', word: 'okr.cycle.kind.year' },
  { value: 'custom', word: 'okr.cycle.kind.custom' },
]

export const NewCycleForm = ({ isInside = false, isActive = false, onMade, onLeave }: Props) => {
  const t = useT()
  const { today, workspace } = useSession()
  const first = (kind: CycleKind): Pick<Draft, 'name' | 'start' | 'end'> => {
    const ahead = kind === 'custom' ? undefined : cyclesAhead(kind, today, workspace.fiscalStartMonth)[0]
    return ahead
      ? { name: cycleName(ahead, t), start: ahead.start, end: ahead.end }
      : { name: '', start: today, end: '' }
  }
  const [draft, setDraft] = useState<Draft>({ kind: 'quarter', isActive, ...first('quarter') })
  const [wasTried, setWasTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const make = useChange(() => {
    const { name, kind, start, end } = draft
    return client.cycles.create({
      name: name.trim(),
      kind,
      start,
      end,
      state: draft.isActive ? 'active' : 'draft',
    })
  })
  const told = useTold()(make.error)
  const isReversed = draft.end !== '' && draft.end < draft.start
  const missing = (text: string) => (wasTried && text.trim() === '' ? t('okr.cycle.missing') : undefined)
  const submit = () => {
    setWasTried(true)
    if (draft.name.trim() && draft.start && draft.end && !isReversed)
      make.mutate(undefined, { onSuccess: onMade })
  }
  const fields = (
    <>
      <Segmented
        label={t('okr.cycle.kind')}
        value={draft.kind}
        options={kinds.map(({ value, word }) => ({ value, label: t(word) }))}
        onChange={(kind) => change({ kind, ...first(kind) })}
      />
      {draft.kind !== 'custom' && <FiscalChoice draft={draft} onChange={change} />}
      <div className="grid items-start gap-3 sm:grid-cols-3">
        <TextField
          frame={{ label: t('okr.cycle.name'), error: missing(draft.name) }}
          value={draft.name}
          maxLength={300}
          onChange={(event) => change({ name: event.target.value })}
        />
        {draft.kind === 'custom' && (
          <>
            <DateField
              frame={{ label: t('okr.first_day'), error: missing(draft.start) }}
              value={draft.start}
              onChange={(event) => change({ start: event.target.value })}
            />
            <DateField
              frame={{
                label: t('okr.last_day'),
                error: isReversed ? t('okr.cycle.reversed') : missing(draft.end),
              }}
              value={draft.end}
              onChange={(event) => change({ end: event.target.value })}
            />
          </>
        )}
      </div>
      <Checkbox
        label={t('okr.cycle.start_now')}
        hint={t('okr.cycle.start_now_hint')}
        checked={draft.isActive}
        onChange={(event) => change({ isActive: event.target.checked })}
      />
      {told.detail && (
        <p role="alert" className="text-sm text-son-ink">
          {told.detail}
        </p>
      )}
      <div className="flex gap-2">
        <Button
          type={isInside ? 'button' : 'submit'}
          look={isInside ? 'secondary' : 'primary'}
          disabled={make.isPending}
          onClick={isInside ? submit : undefined}
        >
          {t('okr.cycle.create')}
        </Button>
        {onLeave && (
          <Button look="quiet" onClick={onLeave}>
            {t('okr.edit.leave')}
          </Button>
        )}
      </div>
    </>
  )
  const frame = 'grid gap-4 rounded-md border bg-surface p-4'
  if (isInside)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: Enter saves the cycle, not the form around it
      <div
        className={frame}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
          event.preventDefault()
          submit()
        }}
      >
        {fields}
      </div>
    )
  return (
    <form
      noValidate
      className={frame}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {fields}
    </form>
  )
}

const FiscalChoice = ({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) => {
  const t = useT()
  const dates = useCycleDates()
  const { today, workspace } = useSession()
  if (draft.kind === 'custom') return null
  const ahead = cyclesAhead(draft.kind, today, workspace.fiscalStartMonth)
  const choose = (start: string) => {
    const chosen = ahead.find((cycle) => cycle.start === start)
    if (chosen) onChange({ name: cycleName(chosen, t), start: chosen.start, end: chosen.end })
  }
  return (
    <SelectField
      frame={{ label: t('okr.cycle.which') }}
      options={ahead.map((cycle) => ({
        value: cycle.start,
        label: `${cycleName(cycle, t)} · ${dates(cycle)}`,
      }))}
      value={draft.start}
      onChange={(event) => choose(event.target.value)}
    />
  )
}
