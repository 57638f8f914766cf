// Keys for everyone of a filled workspace, as better-auth keeps them: by their digest.
import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Answers with each member's key, by the member's id. */
export async function giveKeys(database: pg.Client, workspaceId: string): Promise<Map<string, string>> {
  const { rows } = await database.query<{ id: string; user_id: string }>(
    'select id, user_id from member where workspace_id = $1 order by id',
    [workspaceId],
  )
  const keys = rows.map(({ id, user_id }) => ({ id, user_id, key: `nc_bench_${id}` }))
  await database.query(
    `insert into auth.apikey (id, "configId", "referenceId", key, enabled, "createdAt", "updatedAt", metadata)
     select 'bench-' || member, 'default', account, digest, true, now(), now(),
       jsonb_build_object('workspaceId', $1::uuid, 'memberId', member)::text
     from unnest($2::uuid[], $3::text[], $4::text[]) as t (member, account, digest)`,
    [
      workspaceId,
      keys.map(({ id }) => id),
      keys.map(({ user_id }) => user_id),
      keys.map(({ key }) => createHash('sha256').update(key).digest('base64url')),
    ],
  )
  return new Map(keys.map(({ id, key }) => [id, key]))
}
