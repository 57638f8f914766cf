// The two steps of a scorecard that say something: submitting it with evidence, and returning it with a reason.
import { type FormEvent, useState } from 'react'
import type { EvidenceInput, EvidenceView, ScorecardView } from '../../../contract/scorecards.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextArea, TextField } from '../../ui/inputs.tsx'
import { EvidenceFiles } from './scorecard-files.tsx'

/** Each line is one piece of evidence; one that is an address becomes a link. */
export function readEvidence(text: string): EvidenceInput[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) =>
      /^https?:\/\/\S+$/.test(line) ? { kind: 'link', url: line } : { kind: 'text', text: line },
    )
}

function linesOf(evidence: readonly EvidenceView[]): string {
  return evidence
    .flatMap((one) => (one.kind === 'link' ? one.url : one.kind === 'text' ? one.text : []))
    .join('\n')
}

export const EvidenceForm = ({ card }: { card: ScorecardView }) => {
  const t = useT()
  const act = useAct()
  const [text, setText] = useState(() => linesOf(card.evidence))
  const [files, setFiles] = useState(() => card.evidence.filter((one) => one.kind === 'file'))
  const [isMissing, setIsMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const named = files.map(({ fileId }) => ({ kind: 'file' as const, fileId }))
    const evidence = [...readEvidence(text), ...named]
    setIsMissing(evidence.length === 0)
    if (evidence.length > 0)
      void act(() => client.scorecards.submit({ id: card.id, evidence }), {
        message: t('kpi.scorecard.submitted'),
      })
  }
  return (
    <Card className="p-4">
      <form onSubmit={onSubmit} noValidate className="grid gap-3">
        <TextArea
          frame={{
            label: t('kpi.scorecard.evidence'),
            hint: t('kpi.scorecard.evidence_hint'),
            error: isMissing ? t('kpi.scorecard.evidence_missing') : undefined,
          }}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <EvidenceFiles scorecardId={card.id} files={files} onChange={setFiles} />
        <Button type="submit" look="primary" className="w-fit">
          {t('kpi.scorecard.submit')}
        </Button>
      </form>
    </Card>
  )
}

export const ReturnForm = ({ id }: { id: string }) => {
  const t = useT()
  const act = useAct()
  const [reason, setReason] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsMissing(reason.trim() === '')
    if (reason.trim() !== '')
      void act(() => client.scorecards.sendBack({ id, reason: reason.trim() }), {
        message: t('kpi.scorecard.sent_back'),
      })
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-2">
      <TextField
        frame={{
          label: t('kpi.scorecard.reason'),
          error: isMissing ? t('kpi.scorecard.reason_missing') : undefined,
        }}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
      />
      <Button type="submit" icon="undo" className="w-fit">
        {t('kpi.scorecard.send_back')}
      </Button>
    </form>
  )
}
