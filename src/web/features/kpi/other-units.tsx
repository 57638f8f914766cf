// The units that work by a KPI beside the one that answers for it: offered one by one, taken away again.
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { ChosenList } from '../../ui/chosen-list.tsx'
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
        <ChosenList
          label={t('kpi.units.other')}
          ids={chosen}
          name={unit}
          removeLabel={(name) => t('kpi.units.remove', { name })}
          onChange={onChange}
        />
      )}
    </div>
  )
}
