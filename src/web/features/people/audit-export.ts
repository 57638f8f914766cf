// The log as a file for a spreadsheet: all rows that the filter lets through, page by page.
import { toCsv } from '../../../core/text/csv.ts'
import { client } from '../../app/client.ts'
import { download } from '../../app/download.ts'

export type AuditFilter = {
  actorId?: string
  door?: AuditDoor
  operation?: string
  subjectKind?: string
  from?: string
  until?: string
}
export type AuditDoor = NonNullable<Parameters<typeof client.audit.list>[0]['door']>

const columns = [
  'seq',
  'at',
  'actor',
  'actorId',
  'door',
  'operation',
  'subject',
  'subjectId',
  'before',
  'after',
  'digest',
]

export async function exportAudit(
  form: 'csv' | 'json',
  filter: AuditFilter,
  names: Map<string, string>,
): Promise<void> {
  const entries = await allEntries(filter)
  const nameOf = (id: string | null) => (id && names.get(id)) ?? ''
  if (form === 'json') {
    const named = entries.map((entry) => ({ ...entry, actor: nameOf(entry.actorId) }))
    return download('audit.json', JSON.stringify(named, null, 2), 'application/json')
  }
  const text = (value: unknown) => (value === null ? '' : JSON.stringify(value))
  const rows = entries.map((entry) => [
    String(entry.seq),
    entry.at,
    nameOf(entry.actorId),
    entry.actorId ?? '',
    entry.door,
    entry.operation,
    entry.subject.kind,
    entry.subject.id,
    text(entry.before),
    text(entry.after),
    entry.digest,
  ])
  download('audit.csv', toCsv([columns, ...rows]), 'text/csv')
}

async function allEntries(filter: AuditFilter) {
  const entries = []
  let cursor: string | undefined
  do {
    const page = await client.audit.list({ ...filter, limit: 500, ...(cursor ? { cursor } : {}) })
    entries.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return entries
}
