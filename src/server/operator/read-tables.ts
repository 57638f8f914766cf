// Every row of every table, as COPY writes it, within the transaction of the connection.
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { ArchivedTable, ArchivePart } from './archive.ts'
import { columnsOf, passesWalls, quoted } from './database-tables.ts'
import { tableDigest } from './table-digest.ts'

/** The same text from every server, whatever its own settings are. */
export async function settleText(client: pg.ClientBase): Promise<void> {
  for (const setting of [
    `client_encoding to 'UTF8'`,
    `datestyle to 'ISO, YMD'`,
    `intervalstyle to 'postgres'`,
    `timezone to 'UTC'`,
    `extra_float_digits to 1`,
    `bytea_output to 'hex'`,
  ])
    await client.query(`set local ${setting}`)
}

/** Where walls stand in the way of the account, tables are read workspace by workspace. */
export async function* readTables(
  client: pg.ClientBase,
  tables: readonly ArchivedTable[],
  { areWallsDown = false } = {},
): AsyncGenerator<ArchivePart> {
  const workspaces = areWallsDown || (await passesWalls(client)) ? null : await workspaceIds(client)
  for (const table of tables) {
    yield { kind: 'table', table }
    const digest = tableDigest()
    const isWalled =
      workspaces !== null && table.schema === 'public' && table.columns.includes('workspace_id')
    for (const workspace of isWalled ? workspaces : [null]) {
      if (workspace !== null)
        await client.query(`select set_config('app.workspace_id', $1, true)`, [workspace])
      // Said once more: the owner is of the role that searches, whose policy lets it see some tables' rows of every workspace.
      const ofWorkspace =
        workspace === null ? '' : `where workspace_id = ${client.escapeLiteral(workspace)}::uuid`
      const statement = `copy (select ${columnsOf(client, table)} from ${quoted(client, table)} ${ofWorkspace}) to stdout`
      for await (const rows of client.query(copyTo(statement)) as AsyncIterable<Buffer>) {
        digest.add(rows)
        yield { kind: 'data', rows }
      }
    }
    yield { kind: 'tableEnd', digest: digest.result() }
  }
}

async function workspaceIds(client: pg.ClientBase): Promise<string[]> {
  await client.query(`select set_config('app.scope', 'installation', true)`)
  const { rows } = await client.query<{ id: string }>('select workspace_id as id from workspace order by 1')
  await client.query(`select set_config('app.scope', '', true)`)
  return rows.map(({ id }) => id)
}
