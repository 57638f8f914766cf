// Beside an objective: what it contributes to and supports, and what contributes to and supports it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { AlignedView, AlignmentView } from '../../../contract/alignment.ts'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { StatusChip } from '../../app/status-chip.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { AsidePart } from './aside-part.tsx'
import { Explain } from './explain.tsx'

// Choosing needs every objective: loaded once someone chooses.
const AlignDialog = lazy(() => import('./align-dialog.tsx').then((m) => ({ default: m.AlignDialog })))

type Props = { objective: ObjectiveWholeView; mayEdit: boolean }

export const AlignmentPart = ({ objective, mayEdit }: Props) => {
  const t = useT()
  const { data } = useQuery(api.alignment.get.queryOptions({ input: { id: objective.id } }))
  const [choosing, setChoosing] = useState<'parent' | 'support' | null>(null)
  if (!data) return null
  const { up, down } = data
  const parent = up.items.find(({ relation }) => relation === 'parent')
  const supports = up.items.filter(({ relation }) => relation === 'support')
  const isBelow = down.items.length + down.hidden > 0
  return (
    <>
      {(parent || objective.parent || mayEdit) && (
        <AsidePart title={t('okr.parent')}>
          {parent && <Lines>{[<Line key={parent.end.id} aligned={parent} />]}</Lines>}
          {mayEdit && (
            <Button size="sm" look="quiet" className="-ml-2" onClick={() => setChoosing('parent')}>
              {objective.parent ? t('okr.parent.change') : t('okr.parent.choose')}
            </Button>
          )}
          <Hidden count={up.hidden} of="up" />
        </AsidePart>
      )}
      {(supports.length > 0 || mayEdit) && (
        <AsidePart title={t('objective.supports')}>
          <Lines>
            {supports.map((aligned) => (
              <Line
                key={aligned.end.id}
                aligned={aligned}
                action={mayEdit && <Withdraw objectiveId={objective.id} aligned={aligned} />}
              />
            ))}
          </Lines>
          {mayEdit && (
            <Button
              size="sm"
              look="quiet"
              icon="plus"
              className="-ml-2"
              onClick={() => setChoosing('support')}
            >
              {t('objective.supports.add')}
            </Button>
          )}
        </AsidePart>
      )}
      {(isBelow || objective.countsAligned) && <Below objective={objective} down={down} mayEdit={mayEdit} />}
      {choosing && (
        <Suspense>
          <AlignDialog objective={objective} relation={choosing} onClose={() => setChoosing(null)} />
        </Suspense>
      )}
    </>
  )
}

const Below = ({ objective, down, mayEdit }: Props & { down: AlignmentView['down'] }) => {
  const t = useT()
  const format = useFormat()
  const act = useAct()
  const { id, countsAligned, version } = objective
  const count = (isCounted: boolean) =>
    void act(() =>
      client.objectives.update({ id, countsAligned: isCounted }, { context: { ifMatch: version } }),
    )
  const noteOf = ({ relation, counts, weight }: AlignedView) => {
    if (relation === 'support') return t('objective.below.supports')
    if (!countsAligned) return null
    if (!counts) return t('objective.below.not_counted')
    return weight === 0
      ? t('objective.below.not_counted')
      : t('objective.below.counted', { weight: format.number(weight) })
  }
  return (
    <AsidePart title={t('objective.below')}>
      <Lines>
        {down.items.map((aligned) => (
          <Line
            key={`${aligned.relation} ${aligned.objectiveId} ${aligned.end.id}`}
            aligned={aligned}
            note={noteOf(aligned)}
          />
        ))}
      </Lines>
      <Hidden count={down.hidden} of="down" />
      {mayEdit && (
        <div className="mt-2 border-t pt-2">
          <Checkbox
            label={t('objective.below.counts')}
            hint={t('objective.below.counts_hint')}
            checked={countsAligned}
            onChange={(event) => count(event.target.checked)}
          />
        </div>
      )}
    </AsidePart>
  )
}

const Lines = ({ children }: { children: ReactNode[] }) =>
  children.length > 0 && <ul className="grid gap-2.5">{children}</ul>

type LineProps = { aligned: AlignedView; note?: string | null; action?: ReactNode }

const Line = ({ aligned, note, action }: LineProps) => {
  const t = useT()
  const format = useFormat()
  const { objectiveId, title, end, keyResultTitle, progress, status, stale } = aligned
  const isThrough = keyResultTitle !== null
  return (
    <li>
      <div className="flex items-start gap-1">
        <Link
          to="/okrs/$objectiveId"
          params={{ objectiveId }}
          {...(isThrough ? { hash: end.id } : {})}
          className="min-w-0 grow font-semibold hover:underline"
        >
          {title}
        </Link>
        {action}
      </div>
      {isThrough && (
        <p className="text-sm text-ink-2">{t('objective.below.through', { title: keyResultTitle })}</p>
      )}
      <div className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <StatusChip status={status} stale={stale} />
        <Explain of="objective" id={objectiveId} figure="progress" label={t('okr.explain.progress')}>
          <span className="font-semibold">{format.percent(progress)}</span>
        </Explain>
        {note && <span className="text-ink-3">{note}</span>}
      </div>
    </li>
  )
}

/** What the reader may not see is one line: that it is there, and no more. */
const Hidden = ({ count, of }: { count: number; of: 'up' | 'down' }) => {
  const t = useT()
  if (count === 0) return null
  return (
    <p className="mt-2 text-sm text-ink-3 italic">
      {of === 'up' ? t('objective.up.hidden', { count }) : t('objective.below.hidden', { count })}
    </p>
  )
}

const Withdraw = ({ objectiveId: id, aligned }: { objectiveId: string; aligned: AlignedView }) => {
  const t = useT()
  const act = useAct()
  const { end } = aligned
  const title = aligned.keyResultTitle ?? aligned.title
  const withdraw = () =>
    void act(() => client.alignment.withdraw({ id, toId: end.id }), {
      message: t('objective.supports.removed', { title }),
      undo: () => client.alignment.support({ id, to: end }),
    })
  return (
    <IconButton
      icon="close"
      label={t('objective.supports.remove', { title })}
      onClick={withdraw}
      className="-mt-1.5 -mr-2"
    />
  )
}
