// Who does an initiative, until when, and what it is expected to bring, in a line.
import type { ListedInitiativeView } from '../../../contract/okr.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { Chip } from '../../ui/chip.tsx'

export const InitiativeWords = ({ item }: { item: ListedInitiativeView }) => {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { bet, betUnit, due, doneOn, ownerId, isOverdue } = item
  const effect = bet && `${bet.effect > 0 ? '+' : ''}${format.value(bet.effect, betUnit)}`
  const facts = [
    names.member(ownerId),
    doneOn
      ? t('okr.initiative.done_on', { date: format.date(doneOn) })
      : due && !isOverdue
        ? t('okr.initiative.due_on', { date: format.date(due) })
        : null,
    bet && effect ? t('okr.initiative.bet_is', { effect, lag: bet.lag }) : null,
  ]
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-3">
      {isOverdue && due && (
        <Chip tone="wrong" icon="clock">
          {t('okr.initiative.due_on', { date: format.date(due) })}
        </Chip>
      )}
      <span>{facts.filter(Boolean).join('\u00A0· ')}</span>
    </p>
  )
}
