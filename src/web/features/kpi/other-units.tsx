// The units that work by a KPI beside the one that answers for it: offered one by one, taken away again.
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { SelectField } from '../../ui/inputs.tsx'

type OtherUnitsProps = { unitId: string; chosen: string[]; onChange: (ids: string[]) => void }

export const OtherUnits = ({ unitId, chosen, onChange }: OtherUnitsProps) => {
  const t = useT()
  const { unit, unitOptions } = useNames()
  const left = unitOptions.filter(({ value }) => value !== '' && value !== unitId && !chosen.includes(value))
  return (
    <div className="grid gap-2">
      {left.length > 0 ? (
        <SelectField
          frame={{
            label: t('kpi.units.other'),
            hint: t('kpi.units.other_hint'),
          }}
          value=""
          onChange={(event) => event.target.value && onChange([...chosen, event.target.value])}
          options={[{ value: '', label: t('kpi.units.add') }, ...left]}
        />
      ) : (
        <p className="text-sm font-semibold">{t('kpi.units.other')}</p>
      )}
      {chosen.length > 0 && (
        <ul aria-label={t('kpi.units.other')} className="flex flex-wrap gap-1.5">
          {chosen.map((id) => (
            <li key={id} className="inline-flex items-center rounded-md bg-sunken pl-2.5">
              {unit(id)}
              <IconButton
                icon="close"
                label={t('kpi.units.remove', { name: unit(id) })}
                onClick={() => onChange(chosen.filter((other) => other !== id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
