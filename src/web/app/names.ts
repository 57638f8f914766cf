// Names of people and units by their ids, and the choices that forms offer of them.
import { useQuery } from '@tanstack/react-query'
import { api } from './client.ts'
import { useT } from './language.tsx'

export type Option = { value: string; label: string }

export function useNames() {
  const t = useT()
  const { data: members } = useQuery(api.members.list.queryOptions({ input: { limit: 500 } }))
  const { data: units } = useQuery(api.units.list.queryOptions({ input: { limit: 500, archived: true } }))
  const asOption = ({ id, name }: { id: string; name: string }): Option => ({ value: id, label: name })
  const people = members?.items ?? []
  const everyone = people.map(asOption)
  // Who has left is still named, and no longer offered; the same of units.
  const memberOptions = people.filter(({ deactivatedAt }) => deactivatedAt === null).map(asOption)
  const allUnits = (units?.items ?? []).map(asOption)
  const unitOptions = (units?.items ?? []).filter(({ archivedAt }) => archivedAt === null).map(asOption)
  const nameIn = (options: Option[], id: string | null) => options.find(({ value }) => value === id)?.label
  return {
    units: units?.items ?? [],
    memberOptions,
    unitOptions: [{ value: '', label: t('okr.unit.whole') }, ...unitOptions],
    member: (id: string | null) => nameIn(everyone, id) ?? '…',
    unit: (id: string | null) => (id === null ? t('okr.unit.whole') : (nameIn(allUnits, id) ?? '…')),
  }
}
