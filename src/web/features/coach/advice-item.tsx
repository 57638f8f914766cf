// One finding of a cycle: what, why and a question, with what can be done about it from here.
import { Link } from '@tanstack/react-router'
import type { CycleFindingView } from '../../../contract/coach.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'

type Props = {
  item: CycleFindingView
  /** The person that it is said of. */
  who: string | null
  isClosed: boolean
}

export const AdviceItem = ({ item, who, isClosed }: Props) => {
  const t = useT()
  const { member } = useSession()
  const { rule, message, why, question, rewrite, others, subject, objectiveId } = item
  return (
    <li className="grid gap-1.5 px-4 py-3.5">
      <p className="text-sm text-ink-3">
        {rule}
        {who && ` · ${who}`}
      </p>
      <p className="font-semibold text-pretty">{message}</p>
      <p className="max-w-prose text-pretty text-ink-2">
        {why} {question}
      </p>
      {rewrite && (
        <p className="max-w-prose text-ink-2">
          {t('coach.rewrite')} <q className="text-ink italic">{rewrite}</q>
        </p>
      )}
      {others.length > 1 && (
        <p className="text-sm text-ink-3">
          {t('coach.cycle.also', { titles: others.map(({ title }) => `“${title}”`).join(', ') })}
        </p>
      )}
      <div className="mt-1 flex flex-wrap gap-2">
        {!isClosed && item.moveTo === 'initiative' && member.role !== 'viewer' && <Move item={item} />}
        {objectiveId && (
          <Link
            to="/okrs/$objectiveId"
            params={{ objectiveId }}
            hash={subject.kind === 'key_result' ? subject.id : ''}
            className={buttonClass('secondary', 'sm')}
          >
            {t('coach.cycle.open')}
          </Link>
        )}
        {member.role !== 'viewer' && <Dismiss item={item} />}
      </div>
    </li>
  )
}

const Move = ({ item: { subject, statement } }: { item: CycleFindingView }) => {
  const t = useT()
  const act = useAct()
  const { id } = subject
  const move = () =>
    act(() => client.coach.moveToInitiatives({ id }), {
      message: t('coach.moved', { title: statement }),
      undo: ({ initiative }) => client.coach.moveBack({ id, initiativeId: initiative.id }),
    })
  return (
    <Button size="sm" icon="initiative" onClick={move}>
      {t('coach.move.initiative')}
    </Button>
  )
}

const Dismiss = ({ item }: { item: CycleFindingView }) => {
  const t = useT()
  const act = useAct()
  const { id, rule, subject, statement } = item
  const dismiss = () =>
    act(
      () => client.coach.dismiss({ rule: id, kind: subject.kind, text: statement, subjectId: subject.id }),
      {
        message: t('coach.dismissed', { rule }),
        undo: (dismissal) => client.coach.restore({ id: dismissal.id }),
      },
    )
  return (
    <Button size="sm" look="quiet" onClick={dismiss}>
      {t('coach.dismiss')}
    </Button>
  )
}
