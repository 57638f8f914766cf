// Beside an objective: who can see it, how much it weighs, which cycle it belongs to.
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { client } from '../../app/client.ts'
import { openCycles, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage, useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { numberToType } from '../../app/number-to-type.ts'
import { readTyped } from '../../app/typed-number.tsx'
import { Card } from '../../ui/card.tsx'
import { EditInPlace } from './edit-in-place.tsx'

const VisibilityDialog = lazy(() =>
  import('./visibility-dialog.tsx').then((m) => ({ default: m.VisibilityDialog })),
)

type Props = { objective: ObjectiveWholeView; mayEdit: boolean }

export const ObjectiveSettings = ({ objective, mayEdit }: Props) => {
  const t = useT()
  const { visibility } = objective
  const [isChoosing, setIsChoosing] = useState(false)
  return (
    <>
      <Card className="grid gap-3 p-4">
        <Setting title={t('objective.visibility')}>
          {mayEdit ? (
            <button
              type="button"
              className="min-h-6 rounded-md text-left hover:underline"
              onClick={() => setIsChoosing(true)}
            >
              <VisibilityWords objective={objective} />
              <span className="sr-only">, {t('okr.edit.change', { label: t('objective.visibility') })}</span>
            </button>
          ) : (
            <VisibilityWords objective={objective} />
          )}
          {visibility !== 'everyone' && (
            <p className="mt-1 text-sm text-ink-3">{t('objective.visibility.note')}</p>
          )}
        </Setting>
        <Setting title={t('objective.weight')}>
          <Weight objective={objective} mayEdit={mayEdit} />
        </Setting>
        {mayEdit && (
          <Setting title={t('objective.cycle')}>
            <CycleChoice objective={objective} mayEdit />
          </Setting>
        )}
      </Card>
      {isChoosing && (
        <Suspense>
          <VisibilityDialog objective={objective} onClose={() => setIsChoosing(false)} />
        </Suspense>
      )}
    </>
  )
}

const Setting = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="text-sm text-ink-3">{title}</h2>
    {children}
  </section>
)

const VisibilityWords = ({
  objective: { visibility, unitId, visibleTo },
}: {
  objective: ObjectiveWholeView
}) => {
  const t = useT()
  const names = useNames()
  if (visibility === 'unit') return t('objective.visibility.unit', { unit: names.unit(unitId) })
  if (visibility === 'everyone') return t('objective.visibility.everyone')
  return visibleTo.length > 0 && visibleTo.length <= 3
    ? visibleTo.map((id) => names.member(id)).join(', ')
    : t('objective.visibility.people_count', { count: visibleTo.length })
}

const Weight = ({ objective: { id, weight, version }, mayEdit }: Props) => {
  const { t, locale } = useLanguage()
  const format = useFormat()
  return (
    <EditInPlace
      label={t('objective.weight')}
      value={numberToType(weight, locale)}
      version={version}
      mayEdit={mayEdit}
      refuse={(text) => {
        const { value } = readTyped(text, locale)
        return value === null || value < 0 ? t('objective.weight.wrong') : null
      }}
      onSave={(text, against) =>
        client.objectives.update(
          { id, weight: readTyped(text, locale).value ?? 1 },
          { context: { ifMatch: against } },
        )
      }
    >
      {weight === 0 ? t('objective.weight.untracked') : format.number(weight)}
    </EditInPlace>
  )
}

const CycleChoice = ({ objective: { id, cycle, version }, mayEdit }: Props) => {
  const t = useT()
  const { cycles } = useCycles()
  const offered = openCycles(cycles ?? [])
  const options = useCycleOptions(
    offered.some((other) => other.id === cycle.id) ? offered : [cycle, ...offered],
  )
  return (
    <EditInPlace
      label={t('objective.cycle')}
      value={cycle.id}
      version={version}
      mayEdit={mayEdit}
      options={options}
      onSave={(cycleId, against) =>
        client.objectives.update({ id, cycleId }, { context: { ifMatch: against } })
      }
    >
      {cycle.name}
    </EditInPlace>
  )
}
