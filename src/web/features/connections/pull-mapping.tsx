import type { PullMappingView } from '../../../contract/connections.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { HeadCell, Table } from '../../ui/table.tsx'

type Role = keyof PullMappingView
type Props = {
  preview: Awaited<ReturnType<typeof client.pulls.preview>>
  roles: Role[]
  mapping: Partial<PullMappingView>
  onChange: (mapping: Partial<PullMappingView>) => void
}

const roleWords: Record<Role, MessageId> = {
  at: 'kpi.import.role.at',
  value: 'kpi.import.role.value',
  numerator: 'kpi.import.role.numerator',
  denominator: 'kpi.import.role.denominator',
  externalId: 'kpi.import.role.external_id',
  note: 'kpi.import.role.note',
}

const mostRows = 6
const mostProblems = 5

/** The first rows that came, which column is what, and what stands against a row. */
export const PullMapping = ({ preview, roles, mapping, onChange }: Props) => {
  const t = useT()
  const choose = (role: Role, name: string) => {
    const { [role]: _, ...rest } = mapping
    onChange(name === '' ? rest : { ...rest, [role]: name })
  }
  return (
    <>
      <p className="font-semibold">{t('connections.pull.count', { count: preview.count })}</p>
      {preview.count > 0 && (
        <Table
          caption={t('connections.pull.mapping')}
          head={preview.columns.map((name) => <HeadCell key={name}>{name}</HeadCell>)}
        >
          {preview.rows.slice(0, mostRows).map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a source have no name of their own
            <tr key={i} className="border-t">
              {row.map((cell, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is the one of its column
                <td key={j} className="px-3 py-1.5 text-sm whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </Table>
      )}
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {roles.map((role) => (
          <SelectField
            key={role}
            frame={{ label: t(roleWords[role]) }}
            value={mapping[role] ?? ''}
            onChange={(event) => choose(role, event.target.value)}
            options={[
              { value: '', label: '—' },
              ...preview.columns.map((name) => ({ value: name, label: name })),
            ]}
          />
        ))}
      </div>
      {preview.problems.length > 0 && (
        <Notice tone="attention">
          <ul>
            {preview.problems.slice(0, mostProblems).map(({ row, text }) => (
              <li key={row}>{t('connections.pull.problem', { row, text })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
