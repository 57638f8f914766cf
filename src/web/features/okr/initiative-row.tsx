// An initiative: its state, which a click moves on, its bet, its day and who does it.
import type { ReactNode } from 'react'
import type { InitiativeView, ObjectiveWholeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { Chip } from '../../ui/chip.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { InitiativeLinks } from './initiative-links.tsx'
import { type InitiativeState, initiativeLooks, initiativeStates } from './initiative-looks.ts'

type Props = {
  initiative: InitiativeView
  objective: ObjectiveWholeView
  mayEdit: boolean
  onEdit: () => void
  handle: ReactNode
  itemRef: (element: HTMLElement | null) => void
  isDragged: boolean
}

export const InitiativeRow = ({
  initiative,
  objective,
  mayEdit,
  onEdit,
  handle,
  itemRef,
  isDragged,
}: Props) => {
  const t = useT()
  const act = useAct()
  const { id, title, state } = initiative
  const archive = () => {
    const done = {
      message: t('okr.initiative.archived', { title }),
      undo: () => client.initiatives.update({ id, archived: false }),
    }
    void act(() => client.initiatives.update({ id, archived: true }), done)
  }
  return (
    <li
      ref={itemRef}
      className={`grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2.5 sm:flex ${isDragged ? 'bg-cham-soft' : ''}`}
    >
      <span className="flex items-center gap-1">
        {handle && <span className="-ml-2.5">{handle}</span>}
        <StateChoice initiative={initiative} mayEdit={mayEdit} />
      </span>
      <span
        className={`min-w-0 grow max-sm:order-1 max-sm:col-span-3 ${state === 'dropped' ? 'text-ink-3 line-through' : ''}`}
      >
        {title}
      </span>
      <InitiativeLinks links={initiative.links} />
      <Facts initiative={initiative} objective={objective} />
      {mayEdit && (
        <Menu
          label={t('okr.initiative.actions', { title })}
          trigger={(props) => (
            <IconButton
              {...props}
              icon="more"
              label={t('okr.initiative.actions', { title })}
              className="-mr-2 max-sm:col-start-3"
            />
          )}
          items={[
            { label: t('okr.initiative.edit'), icon: 'edit', onSelect: onEdit },
            { label: t('okr.initiative.archive'), icon: 'archive', onSelect: archive },
          ]}
        />
      )}
    </li>
  )
}

const StateChoice = ({
  initiative: { id, title, state },
  mayEdit,
}: Pick<Props, 'initiative' | 'mayEdit'>) => {
  const t = useT()
  const act = useAct()
  const { tone, icon, word } = initiativeLooks[state]
  const chip = (
    <Chip tone={tone} icon={icon}>
      {t(word)}
    </Chip>
  )
  if (!mayEdit) return chip
  const move = (next: InitiativeState) => {
    const done = {
      message: t('okr.initiative.moved', { title, state: t(initiativeLooks[next].word) }),
      undo: () => client.initiatives.update({ id, state }),
    }
    void act(() => client.initiatives.update({ id, state: next }), done)
  }
  return (
    <Menu
      label={t('okr.initiative.state_of', { title })}
      trigger={(props) => (
        <button type="button" {...props} className="rounded-md">
          {chip}
          <span className="sr-only">, {t('okr.initiative.state_of', { title })}</span>
        </button>
      )}
      items={initiativeStates.map((each) => ({
        label: t(initiativeLooks[each].word),
        icon: initiativeLooks[each].icon,
        disabled: each === state,
        onSelect: () => move(each),
      }))}
    />
  )
}

const Facts = ({
  initiative: { bet, due, doneOn, ownerId },
  objective,
}: Pick<Props, 'initiative' | 'objective'>) => {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const measure = objective.keyResults.find(({ id }) => id === bet?.keyResultId)?.measure
  const unit = measure && measure.kind !== 'milestones' ? measure.unit : ''
  const signed = (effect: number) => `${effect > 0 ? '+' : ''}${format.value(effect, unit)}`
  const facts = [
    bet ? t('okr.initiative.bet_is', { effect: signed(bet.effect), lag: bet.lag }) : null,
    doneOn
      ? t('okr.initiative.done_on', { date: format.date(doneOn) })
      : due
        ? t('okr.initiative.due_on', { date: format.date(due) })
        : null,
    names.member(ownerId),
  ]
  return (
    <span className="text-sm text-ink-2 max-sm:order-last max-sm:col-span-3">
      {facts.filter(Boolean).join('\u00A0· ')}
    </span>
  )
}
