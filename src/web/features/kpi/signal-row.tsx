// One signal with its triage: acknowledged, explained by an annotation, or dismissed; each can be undone.
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { SignalView } from '../../../contract/kpi.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { TriageChip, VariationChip } from './chips.tsx'
import { SignalAnswer } from './signal-answer.tsx'

type SignalRowProps = { signal: SignalView; canEdit: boolean }

export const SignalRow = ({ signal, canEdit }: SignalRowProps) => {
  const t = useT()
  const format = useFormat()
  const act = useAct()
  const [open, setOpen] = useState<'explain' | 'answer' | null>(null)
  const isOpen = signal.triage === 'new' || signal.triage === 'acknowledged'
  const takeBack = () =>
    client.signals.triage({ id: signal.id, triage: signal.triage, note: signal.triageNote })
  const triage = (to: SignalView['triage'], message: string) =>
    void act(() => client.signals.triage({ id: signal.id, triage: to }), { message, undo: takeBack })
  const explain = async (text: string) => {
    const add = () =>
      client.annotations.add({ id: signal.kpiId, date: signal.from, text, signalId: signal.id })
    const added = await act(add, {
      message: t('kpi.signals.explained'),
      undo: async (annotation) => {
        await client.annotations.remove({ id: signal.kpiId, annotationId: annotation.id })
        await takeBack()
      },
    })
    if (added) setOpen(null)
  }
  const answer = async (objectiveId: string) => {
    const answered = await act(
      () => client.signals.triage({ id: signal.id, triage: 'answered', objectiveId }),
      { message: t('kpi.signals.answered'), undo: takeBack },
    )
    if (answered) setOpen(null)
  }
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="grid grow basis-80 gap-1">
          <p>{signal.words}</p>
          <p className="flex flex-wrap items-center gap-2">
            <VariationChip variation={signal.reading} />
            <TriageChip triage={signal.triage} />
            <span className="text-sm text-ink-3">
              {t('kpi.signals.since', { date: format.date(signal.from) })}
            </span>
          </p>
          {signal.triageNote && <p className="text-sm text-ink-2">{signal.triageNote}</p>}
          {signal.objectiveId && (
            <Link
              to="/okrs/$objectiveId"
              params={{ objectiveId: signal.objectiveId }}
              className="w-fit text-cham hover:underline"
            >
              {t('kpi.signals.objective')}
            </Link>
          )}
        </div>
        {canEdit && isOpen && open === null && (
          <div className="flex flex-wrap gap-1.5">
            {signal.triage === 'new' && (
              <Button size="sm" onClick={() => triage('acknowledged', t('kpi.signals.acknowledged'))}>
                {t('kpi.signals.acknowledge')}
              </Button>
            )}
            <Button size="sm" onClick={() => setOpen('explain')}>
              {t('kpi.signals.explain')}
            </Button>
            <Button size="sm" onClick={() => setOpen('answer')}>
              {t('kpi.signals.answer')}
            </Button>
            <Button size="sm" look="quiet" onClick={() => triage('dismissed', t('kpi.signals.dismissed'))}>
              {t('kpi.signals.dismiss')}
            </Button>
          </div>
        )}
        {canEdit && !isOpen && (
          <Button
            size="sm"
            look="quiet"
            onClick={() => triage('acknowledged', t('kpi.signals.opened_again'))}
          >
            {t('kpi.signals.open_again')}
          </Button>
        )}
      </div>
      {open === 'explain' && <Explain onSave={explain} onLeave={() => setOpen(null)} />}
      {open === 'answer' && <SignalAnswer onSave={answer} onLeave={() => setOpen(null)} />}
    </li>
  )
}

type ExplainProps = { onSave: (text: string) => Promise<void>; onLeave: () => void }

const Explain = ({ onSave, onLeave }: ExplainProps) => {
  const t = useT()
  const [text, setText] = useState('')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) void onSave(text.trim())
  }
  return (
    <form
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      className="grid gap-2"
    >
      <TextField
        frame={{ label: t('kpi.signals.cause'), hint: t('kpi.signals.cause_hint') }}
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoFocus
        maxLength={300}
      />
      <div className="flex gap-2">
        <Button type="submit" size="sm" look="primary">
          {t('kpi.annotate.save')}
        </Button>
        <Button size="sm" look="quiet" onClick={onLeave}>
          {t('kpi.form.cancel')}
        </Button>
      </div>
    </form>
  )
}
