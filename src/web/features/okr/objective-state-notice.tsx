// Why nothing of an objective can be changed, and the way back where there is one.
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

type Props = { objective: ObjectiveWholeView; mayRestore: boolean }

export const ObjectiveStateNotice = ({ objective, mayRestore }: Props) => {
  const t = useT()
  const format = useFormat()
  const act = useAct()
  const { id, title, archivedAt, cycle } = objective
  if (cycle.state === 'closed')
    return (
      <div className="mb-4">
        <Notice tone="neutral">{t('objective.closed', { cycle: cycle.name })}</Notice>
      </div>
    )
  if (archivedAt === null) return null
  const restore = () =>
    void act(() => client.objectives.update({ id, archived: false }), {
      message: t('objective.restored', { title }),
    })
  return (
    <div className="mb-4">
      <Notice
        tone="attention"
        action={
          mayRestore && (
            <Button size="sm" icon="undo" onClick={restore}>
              {t('objective.restore')}
            </Button>
          )
        }
      >
        {t('objective.archived_on', { date: format.time(archivedAt) })}
      </Notice>
    </div>
  )
}
