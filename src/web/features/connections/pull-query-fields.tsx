import type { ConnectionKindName } from '../../../contract/connections.ts'
import { useT } from '../../app/language.tsx'
import { SelectField, TextArea, TextField } from '../../ui/inputs.tsx'
import { isDatabase, type PullValues } from './pull-values.ts'

type Props = {
  kind: ConnectionKindName
  values: PullValues
  set: (changes: Partial<PullValues>) => void
}

/** What is asked, in the language of the source. */
export const PullQueryFields = ({ kind, values, set }: Props) => {
  const t = useT()
  if (isDatabase(kind))
    return (
      <TextArea
        frame={{ label: t('connections.pull.sql'), hint: t('connections.pull.sql_hint') }}
        className="font-mono text-sm"
        value={values.sql}
        required
        spellCheck={false}
        placeholder="select ngay, so_don from don_hang"
        onChange={(event) => set({ sql: event.target.value })}
      />
    )
  if (kind === 'prometheus')
    return (
      <div className="grid gap-4 sm:grid-cols-[1fr_9rem_9rem]">
        <TextField
          frame={{ label: t('connections.pull.expression'), hint: t('connections.pull.expression_hint') }}
          value={values.expression}
          required
          spellCheck={false}
          onChange={(event) => set({ expression: event.target.value })}
        />
        <TextField
          frame={{ label: t('connections.pull.range'), hint: t('connections.pull.range_hint') }}
          inputMode="numeric"
          value={values.hours}
          onChange={(event) => set({ hours: event.target.value })}
        />
        <TextField
          frame={{ label: t('connections.pull.step') }}
          inputMode="numeric"
          value={values.step}
          onChange={(event) => set({ step: event.target.value })}
        />
      </div>
    )
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        frame={{ label: t('connections.pull.path'), hint: t('connections.pull.path_hint') }}
        value={values.path}
        spellCheck={false}
        onChange={(event) => set({ path: event.target.value })}
      />
      {kind === 'http' ? (
        <TextField
          frame={{ label: t('connections.pull.items'), hint: t('connections.pull.items_hint') }}
          value={values.items}
          spellCheck={false}
          onChange={(event) => set({ items: event.target.value })}
        />
      ) : (
        <SelectField
          frame={{ label: t('connections.pull.numbers') }}
          value={values.numbers}
          onChange={(event) => set({ numbers: event.target.value as PullValues['numbers'] })}
          options={[
            { value: 'en', label: '1,234.5' },
            { value: 'vi', label: '1.234,5' },
          ]}
        />
      )}
    </div>
  )
}
