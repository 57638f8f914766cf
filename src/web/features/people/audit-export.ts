// The log as a file for a spreadsheet: all rows that the filter lets through, page by page.
import { toCsv } from '../../../core/text/csv.ts'
import { client } from '../../app/client.ts'

export type AuditFilter = { actorId?: string; operation?: string; from?: string; until?: string }

export async function exportAudit(filter: AuditFilter, names: Map<string, string>): Promise<void> {
  const rows: string[][] = [
    [
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
    ],
  ]
  let cursor: string | undefined
  do {
    const page = await client.audit.list({ ...filter, limit: 500, ...(cursor ? { cursor } : {}) })
    for (const { seq, at, actorId, door, operation, subject, before, after, digest } of page.items)
      rows.push([
        String(seq),
        at,
        (actorId && names.get(actorId)) ?? '',
        actorId ?? '',
        door,
        operation,
        subject.kind,
        subject.id,
        before === null ? '' : JSON.stringify(before),
        after === null ? '' : JSON.stringify(after),
        digest,
      ])
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  const url = URL.createObjectURL(new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'audit.csv'
  link.click()
  URL.revokeObjectURL(url)
}
