// Every change and sign-in, newest first: narrowed by person, operation and time, checked, and taken along as CSV.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DateField, SelectField, TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Cell, HeadCell, Table } from '../../ui/table.tsx'
import { type AuditFilter, exportAudit } from './audit-export.ts'
import { doors, doorWords, subjectKinds, subjectWords } from './audit-words.ts'

export function AuditSettings() {
  const t = useT()
  const format = useFormat()
  const [filter, setFilter] = useState<AuditFilter>({})
  const members = useQuery(api.members.list.queryOptions({ input: { limit: 500 } }))
  const names = new Map(members.data?.items.map(({ id, name }) => [id, name]))
  const audit = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, cursor, ...filter }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: (before) => before,
    }),
  )
  const items = audit.data?.pages.flatMap((page) => page.items)
  return (
    <div className="grid gap-4">
      <Filter
        filter={filter}
        onChange={setFilter}
        people={(members.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Tools filter={filter} names={names} />
      {!items && <Skeleton className="h-64" />}
      {items?.length === 0 && <EmptyState>{t('members.audit.none')}</EmptyState>}
      {items && items.length > 0 && (
        <Table
          caption={t('people.settings.audit')}
          head={
            <>
              <HeadCell>{t('people.audit.when')}</HeadCell>
              <HeadCell>{t('people.audit.who')}</HeadCell>
              <HeadCell>{t('people.audit.what')}</HeadCell>
              <HeadCell>{t('people.audit.door')}</HeadCell>
            </>
          }
        >
          {items.map((entry) => (
            <tr key={entry.id}>
              <Cell className="align-top whitespace-nowrap">{format.time(entry.at)}</Cell>
              <Cell className="align-top">{entry.actorId ? (names.get(entry.actorId) ?? '–') : '–'}</Cell>
              <Cell>
                <code>{entry.operation}</code>
                <Changes before={entry.before} after={entry.after} />
              </Cell>
              <Cell className="align-top">{isDoor(entry.door) ? t(doorWords[entry.door]) : entry.door}</Cell>
            </tr>
          ))}
        </Table>
      )}
      {audit.hasNextPage && (
        <div>
          <Button onClick={() => void audit.fetchNextPage()}>{t('common.more')}</Button>
        </div>
      )}
    </div>
  )
}

const isDoor = (door: string): door is (typeof doors)[number] => doors.some((one) => one === door)

/** What was, struck through where something came in its place, and what is. */
function Changes({ before, after }: { before: unknown; after: unknown }) {
  const [was, is] = [before, after].map((value) => (value === null ? null : JSON.stringify(value)))
  return (
    <span className="block max-w-xl text-sm break-words text-ink-3">
      {was && is ? (
        <>
          <del>{was}</del> → {is}
        </>
      ) : (
        (is ?? was)
      )}
    </span>
  )
}

type FilterProps = {
  filter: AuditFilter
  onChange: (filter: AuditFilter) => void
  people: { value: string; label: string }[]
}

function Filter({ filter, onChange, people }: FilterProps) {
  const t = useT()
  const set = (name: keyof AuditFilter, value: string | undefined) => {
    const { [name]: _, ...rest } = filter
    onChange(value ? { ...rest, [name]: value } : rest)
  }
  const instant = (day: string, more = 0) =>
    day ? new Date(Date.parse(`${day}T00:00:00`) + more).toISOString() : undefined
  return (
    <div className="grid grid-cols-2 gap-3 *:grid-cols-[minmax(0,1fr)] lg:grid-cols-3">
      <SelectField
        frame={{ label: t('people.audit.who') }}
        value={filter.actorId ?? ''}
        onChange={(event) => set('actorId', event.target.value)}
        options={[{ value: '', label: t('members.audit.anyone') }, ...people]}
      />
      <TextField
        frame={{ label: t('people.audit.what') }}
        placeholder="members."
        value={filter.operation ?? ''}
        onChange={(event) => set('operation', event.target.value)}
      />
      <SelectField
        frame={{ label: t('people.audit.door') }}
        value={filter.door ?? ''}
        onChange={(event) => set('door', event.target.value)}
        options={[
          { value: '', label: t('members.audit.any_door') },
          ...doors.map((door) => ({ value: door, label: t(doorWords[door]) })),
        ]}
      />
      <SelectField
        frame={{ label: t('members.audit.subject') }}
        value={filter.subjectKind ?? ''}
        onChange={(event) => set('subjectKind', event.target.value)}
        options={[
          { value: '', label: t('members.audit.any_subject') },
          ...subjectKinds.map((kind) => ({ value: kind, label: t(subjectWords[kind]) })),
        ]}
      />
      <DateField
        frame={{ label: t('members.audit.from') }}
        onChange={(event) => set('from', instant(event.target.value))}
      />
      <DateField
        frame={{ label: t('members.audit.until') }}
        onChange={(event) => set('until', instant(event.target.value, 86_400_000))}
      />
    </div>
  )
}

function Tools({ filter, names }: { filter: AuditFilter; names: Map<string, string> }) {
  const t = useT()
  const act = useAct()
  const [checked, setChecked] = useState<Awaited<ReturnType<typeof client.audit.verify>> | null>(null)
  const [isExporting, setIsExporting] = useState(false)
  const check = async () => setChecked(await act(() => client.audit.verify({})))
  const takeAlong = async (form: 'csv' | 'json') => {
    setIsExporting(true)
    await act(() => exportAudit(form, filter, names))
    setIsExporting(false)
  }
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button icon="check" onClick={() => void check()}>
          {t('members.audit.verify')}
        </Button>
        <Button icon="arrow-down" disabled={isExporting} onClick={() => void takeAlong('csv')}>
          {isExporting ? t('members.audit.exporting') : t('members.audit.export')}
        </Button>
        <Button icon="arrow-down" disabled={isExporting} onClick={() => void takeAlong('json')}>
          {t('members.audit.export_json')}
        </Button>
      </div>
      {checked && (
        <Notice tone={checked.fault ? 'wrong' : 'neutral'}>
          {checked.fault
            ? t('members.audit.broken', { row: checked.fault.seq })
            : t('members.audit.whole', { count: checked.rows })}
        </Notice>
      )}
    </div>
  )
}
