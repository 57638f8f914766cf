// What can be done with an objective as a whole.
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'

const DuplicateDialog = later(
  () => import('./duplicate-dialog.tsx').then((m) => m.DuplicateDialog),
  'objective',
)

type Props = { objective: ObjectiveWholeView; mayEdit: boolean; mayCreate: boolean }

export const ObjectiveActions = ({ objective, mayEdit, mayCreate }: Props) => {
  const t = useT()
  const act = useAct()
  const navigate = useNavigate()
  const [isCopying, setIsCopying] = useState(false)
  const { id, cycleId } = objective
  const archive = async () => {
    const done = {
      message: t('okr.objective.archived'),
      undo: () => client.objectives.update({ id, archived: false }),
    }
    const result = await act(() => client.objectives.update({ id, archived: true }), done)
    if (result) await navigate({ to: '/okrs', search: { cycle: cycleId } })
  }
  return (
    <>
      <Menu
        label={t('okr.objective.actions')}
        trigger={(props) => <IconButton {...props} icon="more" label={t('okr.objective.actions')} />}
        items={[
          ...(mayCreate
            ? [
                {
                  label: t('objective.duplicate'),
                  icon: 'copy' as const,
                  onSelect: () => setIsCopying(true),
                },
              ]
            : []),
          ...(mayEdit
            ? [
                {
                  label: t('okr.objective.archive'),
                  icon: 'archive' as const,
                  onSelect: () => void archive(),
                },
              ]
            : []),
          {
            label: t('objective.past'),
            icon: 'clock' as const,
            onSelect: () =>
              void navigate({ to: '/okrs/$objectiveId/past', params: { objectiveId: id }, search: {} }),
          },
          {
            label: t('archive.open'),
            icon: 'inbox' as const,
            onSelect: () => void navigate({ to: '/okrs/archive' }),
          },
        ]}
      />
      {isCopying && (
        <Suspense>
          <DuplicateDialog objective={objective} onClose={() => setIsCopying(false)} />
        </Suspense>
      )}
    </>
  )
}
