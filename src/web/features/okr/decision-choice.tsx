// Done, carried over or dropped: what becomes of something after its cycle.
import type { ReviewView } from '../../../contract/okr.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { Segmented } from '../../ui/choice.tsx'

export type Decision = NonNullable<ReviewView['decision']>

export const decisionWords: Record<Decision, MessageId> = {
  done: 'okr.decision.done',
  carry_over: 'okr.decision.carry_over',
  drop: 'okr.decision.drop',
}

type Props = { label: string; value: Decision | ''; onChange: (decision: Decision | '') => void }

export const DecisionChoice = ({ label, value, onChange }: Props) => {
  const t = useT()
  return (
    <Segmented
      label={label}
      value={value}
      options={(['done', 'carry_over', 'drop'] as const).map((decision) => ({
        value: decision,
        label: t(decisionWords[decision]),
      }))}
      onChange={onChange}
    />
  )
}
