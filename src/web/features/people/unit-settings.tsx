// Units: the tree, with new ones added and names changed in place.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { UnitView } from '../../../contract/people.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { CardList, CardRow } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

export function UnitSettings() {
  const t = useT()
  const { data } = useQuery(api.units.list.queryOptions({ input: { limit: 500 } }))
  if (!data) return <Skeleton className="h-40" />
  const rows = inTree(data.items)
  return (
    <div className="max-w-2xl">
      {rows.length === 0 ? (
        <EmptyState title={t('people.units.empty')}>{t('people.units.empty.text')}</EmptyState>
      ) : (
        <CardList>
          {rows.map(({ unit, depth }) => (
            <UnitRow key={unit.id} unit={unit} depth={depth} />
          ))}
        </CardList>
      )}
      <SectionTitle>{t('people.units.new')}</SectionTitle>
      <NewUnit units={data.items} />
    </div>
  )
}

function UnitRow({ unit, depth }: { unit: UnitView; depth: number }) {
  const t = useT()
  const act = useAct()
  const [name, setName] = useState<string | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const before = unit.name
    if (name !== null && name.trim() !== '' && name !== before)
      await act(() => client.units.update({ id: unit.id, name }, { context: { ifMatch: unit.version } }), {
        message: t('common.saved'),
        undo: () => client.units.update({ id: unit.id, name: before }),
      })
    setName(null)
  }
  return (
    <CardRow>
      <div style={{ paddingLeft: `${depth * 20}px` }} className="flex items-center gap-3">
        {name === null ? (
          <>
            <span className="grow">{unit.name}</span>
            <Button size="sm" look="quiet" icon="edit" onClick={() => setName(unit.name)}>
              {t('common.rename')}
            </Button>
          </>
        ) : (
          <form
            onSubmit={save}
            onKeyDown={(event) => event.key === 'Escape' && setName(null)}
            className="flex grow items-end gap-2"
          >
            <div className="grow">
              <TextField
                frame={{ label: t('people.units.name'), labelHidden: true }}
                value={name}
                onChange={(event) => setName(event.target.value)}
                autoFocus
              />
            </div>
            <Button type="submit" look="primary">
              {t('common.save')}
            </Button>
          </form>
        )}
      </div>
    </CardRow>
  )
}

function NewUnit({ units }: { units: UnitView[] }) {
  const t = useT()
  const act = useAct()
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const parentId = String(data.get('parent')) || null
    const made = await act(() => client.units.create({ name: String(data.get('name')), parentId }))
    if (made) form.reset()
  }
  return (
    <form onSubmit={onSubmit} className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
      <TextField frame={{ label: t('people.units.name') }} name="name" required />
      <SelectField
        frame={{ label: t('people.units.parent') }}
        name="parent"
        options={[
          { value: '', label: t('people.units.top') },
          ...units.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Button type="submit" look="primary" icon="plus">
        {t('people.units.add')}
      </Button>
    </form>
  )
}

/** Units in the order of their tree, each with how deep it lies. */
function inTree(
  units: UnitView[],
  parentId: string | null = null,
  depth = 0,
): { unit: UnitView; depth: number }[] {
  return units
    .filter((unit) => unit.parentId === parentId)
    .flatMap((unit) => [{ unit, depth }, ...inTree(units, unit.id, depth + 1)])
}
