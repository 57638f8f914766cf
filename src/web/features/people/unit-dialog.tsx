// One unit: its name and place, its people and leads, and its end.
import { type FormEvent, useId, useState } from 'react'
import type { MemberView } from '../../../contract/members.ts'
import type { UnitView } from '../../../contract/people.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { inTree } from './unit-tree.ts'

type Props = { unit: UnitView; units: UnitView[]; people: MemberView[]; onClose: () => void }

export function UnitDialog({ unit, units, people, onClose }: Props) {
  const t = useT()
  const act = useAct()
  const form = useId()
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const changes = { name: String(data.get('name')), parentId: String(data.get('parent')) || null }
    const { id, name, parentId } = unit
    const saved = await act(
      () => client.units.update({ id, ...changes }, { context: { ifMatch: unit.version } }),
      { message: t('common.saved'), undo: () => client.units.update({ id, name, parentId }) },
    )
    if (saved) onClose()
  }
  const archive = async () => {
    const done = await act(() => client.units.archive({ id: unit.id }), {
      message: t('members.unit.archived', { name: unit.name }),
      undo: () => client.units.restore({ id: unit.id }),
    })
    if (done) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={unit.name}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button look="danger" icon="archive" className="mr-auto" onClick={() => void archive()}>
            {t('members.unit.archive')}
          </Button>
          <Button type="submit" form={form} look="primary">
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} className="grid gap-4">
        <TextField
          frame={{ label: t('people.units.name') }}
          name="name"
          required
          maxLength={300}
          defaultValue={unit.name}
        />
        <SelectField
          frame={{ label: t('people.units.parent') }}
          name="parent"
          defaultValue={unit.parentId ?? ''}
          options={[
            { value: '', label: t('people.units.top') },
            ...inTree(units)
              .filter(({ unit: { id } }) => id !== unit.id)
              .map(({ unit: { id, name } }) => ({ value: id, label: name })),
          ]}
        />
      </form>
      <UnitPeople unit={unit} people={people} />
    </Dialog>
  )
}

function UnitPeople({ unit, people }: { unit: UnitView; people: MemberView[] }) {
  const t = useT()
  const act = useAct()
  const [chosen, setChosen] = useState('')
  const inside = people.filter(({ unitIds }) => unitIds.includes(unit.id))
  const outside = people.filter(({ unitIds }) => !unitIds.includes(unit.id))
  const put = (memberId: string, isLead: boolean) =>
    act(() => client.units.setMember({ id: unit.id, memberId, isLead }))
  return (
    <section className="mt-5 grid gap-2">
      <h3 className="font-semibold">{t('members.title')}</h3>
      {inside.length > 0 && (
        <ul className="divide-y rounded-md border">
          {inside.map(({ id, name, leadOf }) => (
            <li key={id} className="flex items-center gap-3 px-3 py-1.5">
              <span className="min-w-0 grow truncate">{name}</span>
              <Checkbox
                label={t('members.is_lead')}
                aria-label={t('members.leads', { unit: name })}
                checked={leadOf.includes(unit.id)}
                onChange={(event) => void put(id, event.target.checked)}
              />
              <IconButton
                icon="close"
                label={t('members.unit.take_out', { name })}
                onClick={() => void act(() => client.units.removeMember({ id: unit.id, memberId: id }))}
              />
            </li>
          ))}
        </ul>
      )}
      {outside.length > 0 && (
        <div className="flex items-end gap-2">
          <div className="min-w-0 grow">
            <SelectField
              frame={{ label: t('members.unit.add'), labelHidden: true }}
              value={chosen}
              onChange={(event) => setChosen(event.target.value)}
              options={[
                { value: '', label: t('members.unit.add'), disabled: true },
                ...outside.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </div>
          <Button
            icon="plus"
            disabled={!chosen}
            onClick={() => {
              void put(chosen, false)
              setChosen('')
            }}
          >
            {t('people.units.add')}
          </Button>
        </div>
      )}
    </section>
  )
}
