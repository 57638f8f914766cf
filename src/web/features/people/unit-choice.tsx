// Which units a person belongs to, and which of them they lead.
import type { UnitView } from '../../../contract/people.ts'
import { useT } from '../../app/language.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { inTree } from './unit-tree.ts'

/** Whether someone leads each of the units that they belong to. */
export type InUnits = Map<string, boolean>

type Props = { units: UnitView[]; value: InUnits; onChange: (value: InUnits) => void; withLeads?: boolean }

export function UnitChoice({ units, value, onChange, withLeads = false }: Props) {
  const t = useT()
  const rows = inTree(units.filter(({ id, archivedAt }) => archivedAt === null || value.has(id)))
  if (rows.length === 0) return null
  const set = (id: string, isLead: boolean | null) => {
    const next = new Map(value)
    if (isLead === null) next.delete(id)
    else next.set(id, isLead)
    onChange(next)
  }
  return (
    <fieldset>
      <legend className="font-semibold">{t('members.units')}</legend>
      <ul className="mt-1 grid max-h-56 gap-0.5 overflow-y-auto rounded-md border p-2">
        {rows.map(({ unit, depth }) => (
          <li
            key={unit.id}
            className={`flex flex-wrap items-center justify-between gap-x-4 ${indents[depth] ?? deepest}`}
          >
            <Checkbox
              label={unit.name}
              checked={value.has(unit.id)}
              onChange={(event) => set(unit.id, event.target.checked ? false : null)}
            />
            {withLeads && value.has(unit.id) && (
              <Checkbox
                label={t('members.is_lead')}
                aria-label={t('members.leads', { unit: unit.name })}
                checked={value.get(unit.id) === true}
                onChange={(event) => set(unit.id, event.target.checked)}
              />
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

const deepest = 'pl-20'
export const indents = ['', 'pl-5', 'pl-10', 'pl-15']
