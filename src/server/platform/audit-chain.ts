// The chain of the audit log, made by the database as rows are written and checked here from the rows alone.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './database.ts'

export type Chain = {
  rows: number
  head: { seq: number; digest: string }
  fault: { seq: number; kind: 'altered' | 'missing' | 'cut_off' | 'rewritten' } | null
}

type Row = { seq: number; digest: string; text: string }

const atOnce = 5000

/** Reads the whole log in its order: every row's digest must follow from the row and the digest before it. */
/** `expected`: digests that earlier checks answered with, by their place. */
export async function verifyChain(
  db: Db,
  workspaceId: string,
  expected: ReadonlyMap<number, string> = new Map(),
): Promise<Chain> {
  let last = { seq: 0, digest: '' }
  for (;;) {
    const rows = await readRows(db, workspaceId, last.seq)
    for (const { seq, digest, text } of rows) {
      const at = { rows: last.seq, head: last }
      if (seq !== last.seq + 1) return { ...at, fault: { seq: last.seq + 1, kind: 'missing' } }
      const right = createHash('sha256').update(`${last.digest}\n${text}`).digest('hex')
      if (digest !== right) return { ...at, fault: { seq, kind: 'altered' } }
      if ((expected.get(seq) ?? digest) !== digest) return { ...at, fault: { seq, kind: 'rewritten' } }
      last = { seq, digest }
    }
    if (rows.length < atOnce) break
  }
  const head = await db
    .selectFrom('audit_head')
    .select(['seq', 'digest'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  const furthest = Math.max(head?.seq ?? 0, ...expected.keys())
  const isWhole = furthest === last.seq && (head?.digest ?? '') === last.digest
  return {
    rows: last.seq,
    head: last,
    fault: isWhole ? null : { seq: last.seq + 1, kind: 'cut_off' },
  }
}

/** The text of each row is spelled out here once more, so that a changed function in the database hides nothing. */
async function readRows(db: Db, workspaceId: string, after: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select seq, digest, concat_ws(E'\\n', seq, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      coalesce(actor_id::text, '-'), door, operation, subject_kind, subject_id,
      coalesce(before::text, '-'), coalesce(after::text, '-')) as text
    from audit where workspace_id = ${workspaceId} and seq > ${after} order by seq limit ${atOnce}`.execute(
    db,
  )
  return rows
}
