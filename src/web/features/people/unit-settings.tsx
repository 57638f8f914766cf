// Units: the tree with its people and leads; new ones, names and places changed, archived and restored.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { MemberView } from '../../../contract/members.ts'
import type { UnitView } from '../../../contract/people.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { Button } from '../../ui/button.tsx'
import { CardList, CardRow } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { indents } from './unit-choice.tsx'
import { UnitDialog } from './unit-dialog.tsx'
import { inTree } from './unit-tree.ts'

export function UnitSettings() {
  const t = useT()
  const mayManage = useRights()('unit.manage')
  const [withArchived, setWithArchived] = useState(false)
  const { data } = useQuery(api.units.list.queryOptions({ input: { limit: 500, archived: true } }))
  const { data: people } = useQuery(api.members.list.queryOptions({ input: { limit: 500, state: 'active' } }))
  if (!data) return <Skeleton className="h-40" />
  const current = data.items.filter(({ archivedAt }) => archivedAt === null)
  const hasArchived = current.length < data.items.length
  const rows = inTree(withArchived ? data.items : current)
  return (
    <div className="max-w-3xl">
      {rows.length === 0 ? (
        <EmptyState title={t('people.units.empty')}>{t('people.units.empty.text')}</EmptyState>
      ) : (
        <CardList>
          {rows.map(({ unit, depth }) => (
            <UnitRow
              key={unit.id}
              unit={unit}
              depth={depth}
              units={current}
              people={people?.items ?? []}
              mayManage={mayManage}
            />
          ))}
        </CardList>
      )}
      {hasArchived && (
        <div className="mt-2">
          <Checkbox
            label={t('members.units.archived')}
            checked={withArchived}
            onChange={(event) => setWithArchived(event.target.checked)}
          />
        </div>
      )}
      {mayManage && (
        <>
          <SectionTitle>{t('people.units.new')}</SectionTitle>
          <NewUnit units={current} />
        </>
      )}
    </div>
  )
}

type RowProps = {
  unit: UnitView
  depth: number
  units: UnitView[]
  people: MemberView[]
  mayManage: boolean
}

function UnitRow({ unit, depth, units, people, mayManage }: RowProps) {
  const t = useT()
  const act = useAct()
  const [isOpen, setIsOpen] = useState(false)
  const inside = people.filter(({ unitIds }) => unitIds.includes(unit.id))
  const leads = inside.filter(({ leadOf }) => leadOf.includes(unit.id)).map(({ name }) => name)
  const restore = () =>
    act(() => client.units.restore({ id: unit.id }), {
      message: t('members.unit.restored', { name: unit.name }),
    })
  return (
    <CardRow>
      <div className={`flex items-center gap-3 ${indents[Math.min(depth, indents.length - 1)]}`}>
        <span className="min-w-0 grow">
          {unit.name}
          <span className="block text-sm text-ink-3">
            {unit.archivedAt
              ? t('members.unit.is_archived')
              : [
                  t('members.unit.people', { count: inside.length }),
                  ...(leads.length > 0 ? [t('members.unit.led_by', { names: leads.join(', ') })] : []),
                ].join(' · ')}
          </span>
        </span>
        {mayManage &&
          (unit.archivedAt ? (
            <Button size="sm" look="quiet" icon="undo" onClick={() => void restore()}>
              {t('members.unit.restore')}
            </Button>
          ) : (
            <Button
              size="sm"
              look="quiet"
              icon="edit"
              aria-label={t('members.unit.edit', { name: unit.name })}
              onClick={() => setIsOpen(true)}
            >
              {t('members.edit.short')}
            </Button>
          ))}
      </div>
      {isOpen && <UnitDialog unit={unit} units={units} people={people} onClose={() => setIsOpen(false)} />}
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
          ...inTree(units).map(({ unit: { id, name } }) => ({ value: id, label: name })),
        ]}
      />
      <Button type="submit" look="primary" icon="plus">
        {t('people.units.add')}
      </Button>
    </form>
  )
}
