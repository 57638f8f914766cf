// Files of a scorecard: attached while it may be changed, named as evidence, read by who sees the scorecard.

import type { Contract } from '../../../contract/contract.ts'
import type { EvidenceInput, EvidenceView } from '../../../contract/scorecards.ts'
import { maxFileBytes, maxFiles } from '../../../core/kpi/evidence-files.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { openScorecard, readScorecard } from './scorecard-rows.ts'

type Kept = { id: string; scorecard_id: string; name: string; bytes: number }

export const scorecardFileHandlers: Pick<Handlers<Contract['scorecards']>, 'attach' | 'file'> = {
  attach: async ({ id, name, content }, op) => {
    await openScorecard(op, id)
    const bytes = Buffer.byteLength(content, 'base64')
    if (bytes > maxFileBytes) throw new Refusal('too_large', {}, [{ field: 'content', code: 'too_large' }])
    const there = await filesOf(op, [id])
    if (there.length >= maxFiles) throw new Refusal('scorecard_files', { most: maxFiles })
    const file = { id: newId(), scorecard_id: id, name, bytes }
    const brought = { uploaded_at: op.now, uploaded_by: op.actor.memberId }
    await op.db
      .insertInto('scorecard_file')
      .values({ workspace_id: op.workspace.id, ...file, content, ...brought })
      .execute()
    op.record('scorecard', id, null, { file: { id: file.id, bytes } })
    return shown(file)
  },

  file: async ({ id, fileId }, op) => {
    await readScorecard(op, id)
    const { name, content } = found(
      await op.db
        .selectFrom('scorecard_file')
        .select(['name', 'content'])
        .where('workspace_id', '=', op.workspace.id)
        .where('scorecard_id', '=', id)
        .where('id', '=', fileId)
        .executeTakeFirst(),
    )
    // Of no kind that a browser would open by itself: it is saved, whatever it is.
    return new File([Buffer.from(content, 'base64')], name, { type: 'application/octet-stream' })
  },
}

/** A file that is named as evidence is one of this scorecard's. */
export async function requireFiles(
  op: Op,
  scorecardId: string,
  evidence: readonly EvidenceInput[],
): Promise<void> {
  const named = evidence.flatMap((one, row) => (one.kind === 'file' ? [{ row, id: one.fileId }] : []))
  const there = named.length === 0 ? [] : await filesOf(op, [scorecardId])
  const missing = named.filter(({ id }) => !there.some((file) => file.id === id))
  if (missing.length > 0)
    throw new Refusal(
      'scorecard_file_unknown',
      {},
      missing.map(({ row }) => ({ field: `evidence.${row}.fileId`, code: 'scorecard_file_unknown' })),
    )
}

/** The evidence of these scorecards as it is shown. A file of a person who was erased is there no more. */
export async function evidenceShown(
  op: Op,
  rows: readonly { id: string; evidence: unknown }[],
): Promise<Map<string, EvidenceView[]>> {
  const kept = rows.map(({ id, evidence }) => ({ id, evidence: evidence as EvidenceInput[] }))
  const withFiles = kept.filter(({ evidence }) => evidence.some(({ kind }) => kind === 'file'))
  const files = new Map(
    (
      await filesOf(
        op,
        withFiles.map(({ id }) => id),
      )
    ).map((file) => [file.id, file]),
  )
  return new Map(
    kept.map(({ id, evidence }) => [
      id,
      evidence.flatMap((one): EvidenceView[] => {
        if (one.kind !== 'file') return [one]
        const file = files.get(one.fileId)
        return file ? [shown(file)] : []
      }),
    ]),
  )
}

const shown = ({ id, name, bytes }: Kept) => ({ kind: 'file' as const, fileId: id, name, bytes })

async function filesOf(op: Op, scorecardIds: readonly string[]): Promise<Kept[]> {
  if (scorecardIds.length === 0) return []
  return await op.db
    .selectFrom('scorecard_file')
    .select(['id', 'scorecard_id', 'name', 'bytes'])
    .where('workspace_id', '=', op.workspace.id)
    .where('scorecard_id', 'in', scorecardIds)
    .execute()
}
