// Names of people and units by their ids, and the choices that forms offer of them.
import { useQuery } from '@tanstack/react-query'
import { api } from './client.ts'
import { useT } from './language.tsx'

export type Option = { value: string; label: string }

export function useNames() {
  const t = useT()
  const { data: members } = useQuery(api.members.list.queryOptions({ input: { limit: 500 } }))
  const { data: units } = useQuery(api.units.list.queryOptions({ input: { limit: 500 } }))
  const memberOptions: Option[] = (members?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const unitOptions: Option[] = (units?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const nameIn = (options: Option[], id: string | null) => options.find(({ value }) => value === id)?.label
  return {
    units: units?.items ?? [],
    memberOptions,
    unitOptions: [{ value: '', label: t('okr.unit.whole') }, ...unitOptions],
    member: (id: string | null) => nameIn(memberOptions, id) ?? '…',
    unit: (id: string | null) => (id === null ? t('okr.unit.whole') : (nameIn(unitOptions, id) ?? '…')),
  }
}
