// What can be done with an objective as a whole.
import { useNavigate } from '@tanstack/react-router'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'

export const ObjectiveActions = ({ objective: { id, cycleId } }: { objective: ObjectiveWholeView }) => {
  const t = useT()
  const act = useAct()
  const navigate = useNavigate()
  const archive = async () => {
    const done = {
      message: t('okr.objective.archived'),
      undo: () => client.objectives.update({ id, archived: false }),
    }
    const result = await act(() => client.objectives.update({ id, archived: true }), done)
    if (result) await navigate({ to: '/okrs', search: { cycle: cycleId } })
  }
  return (
    <Menu
      label={t('okr.objective.actions')}
      trigger={(props) => <IconButton {...props} icon="more" label={t('okr.objective.actions')} />}
      items={[{ label: t('okr.objective.archive'), icon: 'archive', onSelect: () => void archive() }]}
    />
  )
}
