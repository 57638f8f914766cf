import type { Columns, Role } from '../../../core/kpi/table-rows.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { SelectField } from '../../ui/inputs.tsx'

export const roleWords: Record<Role, MessageId> = {
  at: 'kpi.import.role.at',
  value: 'kpi.import.role.value',
  numerator: 'kpi.import.role.numerator',
  denominator: 'kpi.import.role.denominator',
  externalId: 'kpi.import.role.external_id',
  note: 'kpi.import.role.note',
}

type ImportColumnsProps = {
  head: string[]
  columns: Columns
  isRatio: boolean
  isCount: boolean
  onChange: (columns: Columns) => void
}

/** Which column holds what. What is needed says so while it is missing. */
export const ImportColumns = ({ head, columns, isRatio, isCount, onChange }: ImportColumnsProps) => {
  const t = useT()
  const figures: Role[] = isRatio ? ['numerator', 'denominator'] : ['value']
  const roles: Role[] = ['at', ...figures, 'externalId', 'note']
  const isNeeded = (role: Role) => role === 'at' || (figures.includes(role) && !isCount)
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      {roles.map((role) => (
        <SelectField
          key={role}
          frame={{
            label: t(roleWords[role]),
            note: isNeeded(role) ? undefined : t('kpi.form.optional'),
            error: isNeeded(role) && columns[role] === null ? t('kpi.import.choose_column') : undefined,
          }}
          value={columns[role] ?? ''}
          onChange={({ target }) =>
            onChange({ ...columns, [role]: target.value === '' ? null : Number(target.value) })
          }
          options={[
            { value: '', label: t('kpi.import.no_column') },
            ...head.map((name, index) => ({ value: String(index), label: name })),
          ]}
        />
      ))}
    </div>
  )
}
