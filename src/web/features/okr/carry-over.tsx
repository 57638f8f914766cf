// Carrying an objective over into a cycle that one chooses, and where it went.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReviewView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { openCycles, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/inputs.tsx'

type Props = { item: ReviewView; mayCarry: boolean }

export const CarryOver = ({ item: { objective, carriedTo, decision }, mayCarry }: Props) => {
  const t = useT()
  const { cycles = [] } = useCycles()
  const nameOf = (id: string) => cycles.find((cycle) => cycle.id === id)?.name ?? ''
  const isToChoose = mayCarry && decision === 'carry_over' && carriedTo.length === 0
  if (carriedTo.length === 0 && !isToChoose) return null
  return (
    <div className="grid gap-2 border-t px-4 py-4 sm:px-5">
      {carriedTo.map(({ id, cycleId }) => (
        <Link
          key={id}
          to="/okrs/$objectiveId"
          params={{ objectiveId: id }}
          className="text-cham underline underline-offset-3"
        >
          {t('pace.review.carried.to', { cycle: nameOf(cycleId) })}
        </Link>
      ))}
      {isToChoose && <ChooseCycle id={objective.id} cycleId={objective.cycleId} />}
    </div>
  )
}

const ChooseCycle = ({ id, cycleId }: { id: string; cycleId: string }) => {
  const t = useT()
  const act = useAct()
  const { cycles = [] } = useCycles()
  const options = useCycleOptions(openCycles(cycles).filter((cycle) => cycle.id !== cycleId))
  const [chosen, setChosen] = useState('')
  const to = chosen || options[0]?.value
  if (!to)
    return (
      <p className="text-ink-2">
        {t('pace.review.carry.no_cycle')}{' '}
        <Link to="/settings/cycles" className="text-cham underline underline-offset-3">
          {t('pace.review.carry.new_cycle')}
        </Link>
      </p>
    )
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,18rem)_auto_minmax(0,1fr)]">
      <SelectField
        frame={{ label: t('pace.review.carry.into') }}
        options={options}
        value={to}
        onChange={(event) => setChosen(event.target.value)}
      />
      <Button
        onClick={() =>
          void act(() => client.objectives.carryOver({ id, cycleId: to }), {
            message: t('pace.review.carry.done'),
          })
        }
      >
        {t('pace.review.carry.action')}
      </Button>
      <p className="text-sm text-ink-3">{t('pace.review.carry.explained')}</p>
    </div>
  )
}
