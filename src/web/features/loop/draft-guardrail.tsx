// The second key result: what must not get worse while the first gets better.
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { TypedNumberField } from '../../app/typed-number.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import type { GuardrailKind, PartProps } from './draft-fields.ts'

const kinds: Record<GuardrailKind, { word: MessageId; first: MessageId; second: MessageId | null }> = {
  at_most: { word: 'loop.guardrail.at_most', first: 'loop.guardrail.upper', second: null },
  at_least: { word: 'loop.guardrail.at_least', first: 'loop.guardrail.lower', second: null },
  between: { word: 'loop.guardrail.between', first: 'loop.guardrail.lower', second: 'loop.guardrail.upper' },
  reach: { word: 'loop.guardrail.reach', first: 'loop.guardrail.start', second: 'loop.guardrail.target' },
}

export const DraftGuardrail = ({ fields, set, error }: PartProps) => {
  const t = useT()
  const { guardrail } = fields
  const change = (part: Partial<typeof guardrail>) => set({ guardrail: { ...guardrail, ...part } })
  const { first, second } = kinds[guardrail.kind]
  return (
    <>
      <Checkbox
        label={t('loop.guardrail.wanted')}
        checked={guardrail.isWanted}
        onChange={(event) => change({ isWanted: event.target.checked })}
      />
      {guardrail.isWanted && (
        <>
          <TextField
            frame={{ label: t('loop.draft.key_result'), error: error('guardrailTitle') }}
            value={guardrail.title}
            onChange={(event) => change({ title: event.target.value })}
            placeholder={t('loop.guardrail.example')}
            maxLength={300}
          />
          <div className="grid items-start gap-4 sm:grid-cols-3">
            <SelectField
              frame={{ label: t('loop.guardrail.kind') }}
              value={guardrail.kind}
              onChange={(event) => change({ kind: event.target.value as GuardrailKind })}
              options={Object.entries(kinds).map(([value, { word }]) => ({ value, label: t(word) }))}
            />
            <TypedNumberField
              label={t(first)}
              text={guardrail.first}
              onText={(text) => change({ first: text })}
              error={error('guardrailFirst')}
            />
            {second && (
              <TypedNumberField
                label={t(second)}
                text={guardrail.second}
                onText={(text) => change({ second: text })}
                error={error('guardrailSecond')}
              />
            )}
            <TextField
              frame={{ label: t('loop.guardrail.unit') }}
              value={guardrail.unit}
              onChange={(event) => change({ unit: event.target.value })}
              placeholder={t('loop.guardrail.unit_example')}
              maxLength={40}
            />
          </div>
        </>
      )}
    </>
  )
}
