// "Làm sao biết ta đã đến?": the key results, each a card of its own.
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { emptyKeyResult, type KeyResultDraft, type KeyResultErrors } from './key-result-draft.ts'
import { KeyResultFields } from './key-result-fields.tsx'
import { Question } from './question.tsx'

type Props = {
  rows: KeyResultDraft[]
  errors: Record<string, KeyResultErrors>
  /** The row that the server refused, and what it said. */
  stoppedAt: string | null
  refusal: string | null
  onMoveToInitiatives: (rowKey: string, title: string) => void
  onChange: (update: (rows: KeyResultDraft[]) => KeyResultDraft[]) => void
}

export const HowQuestion = ({ rows, errors, stoppedAt, refusal, onMoveToInitiatives, onChange }: Props) => {
  const t = useT()
  const change = (key: string) => (part: Partial<KeyResultDraft>) =>
    onChange((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)))
  return (
    <section className="grid gap-4">
      <Question
        question={t('okr.question.how')}
        name={t('okr.key_results')}
        note={t('okr.key_results.note')}
      />
      {rows.map((row, index) => (
        <Card key={row.key} className="grid gap-3 p-4">
          <div className="flex items-center justify-between">
            <h3 className="text-sm text-ink-3">{t('okr.key_result.number', { number: index + 1 })}</h3>
            <IconButton
              icon="close"
              label={t('okr.key_result.remove', { number: index + 1 })}
              onClick={() => onChange((before) => before.filter(({ key }) => key !== row.key))}
            />
          </div>
          <KeyResultFields
            draft={row}
            errors={errors[row.key] ?? {}}
            onChange={change(row.key)}
            onMoveToInitiatives={(title) => onMoveToInitiatives(row.key, title)}
          />
          {stoppedAt === row.key && refusal && <p className="text-sm text-son-ink">{refusal}</p>}
        </Card>
      ))}
      <div>
        <Button icon="plus" onClick={() => onChange((before) => [...before, emptyKeyResult()])}>
          {t('okr.key_result.add')}
        </Button>
      </div>
    </section>
  )
}
