// Connections: where numbers lie. Their secrets are sealed when they come in and opened only to ask.
import { sql } from 'kysely'
import type { ConnectionAddressView, ConnectionView } from '../../../contract/connections.ts'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { faultOf, faultWords, SourceError } from './fault.ts'
import { ask, probeOf, type Source } from './source.ts'

export const connectionHandlers: Handlers<Contract['connections']> = {
  list: async ({ limit, cursor }, op) => {
    op.authorise('connection.manage', {})
    const after = decodeCursor(cursor, 'at', 'id')
    let query = connections(op)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
    if (after) query = query.where(past(['created_at', 'id'], '>', after))
    return pageOf(await query.execute(), limit, (row) => [row.created_at.toISOString(), row.id], view)
  },

  create: async ({ name, kind, address, secret }, op) => {
    op.authorise('connection.manage', {})
    refuseOtherAddress(kind, address)
    const id = newId()
    await op.db
      .insertInto('connection')
      .values({
        workspace_id: op.workspace.id,
        id,
        name,
        kind,
        address: JSON.stringify(address),
        secret: secret ? op.server.sealing.seal(secret) : null,
        created_at: op.now,
      })
      .execute()
    op.record('connection', id, null, { name, kind, address, secret: secret ? 'set' : null })
    return view(await readConnection(op, id))
  },

  update: async ({ id, name, address, secret }, op) => {
    op.authorise('connection.manage', {})
    const row = await lockedConnection(op, id)
    if (address) {
      refuseOtherAddress(row.kind, address)
      // A secret goes nowhere but to the place that it was given for.
      const isElsewhere = placeOf(address) !== placeOf(row.address as ConnectionAddressView)
      if (isElsewhere && row.secret !== null && secret === undefined)
        throw new Refusal('connection_secret_again', {}, [
          { field: 'secret', code: 'connection_secret_again' },
        ])
    }
    const changed = await revise(op, 'connection', { kind: 'connection', id, key: { id } }, row, {
      name,
      address,
    })
    if (secret !== undefined) {
      const sealed = secret ? op.server.sealing.seal(secret) : null
      await op.db
        .updateTable('connection')
        .set({ secret: sealed, ...(changed ? {} : { version: row.version + 1 }) })
        .where('workspace_id', '=', op.workspace.id)
        .where('id', '=', id)
        .execute()
      op.record('connection', id, { secret: row.secret ? 'set' : null }, { secret: sealed ? 'set' : null })
    }
    return view(await readConnection(op, id))
  },

  remove: async ({ id }, op) => {
    op.authorise('connection.manage', {})
    const row = await readConnection(op, id)
    if (row.pulls > 0) throw new Refusal('connection_in_use', { count: row.pulls })
    await op.db
      .deleteFrom('connection')
      .where('workspace_id', '=', op.workspace.id)
      .where('id', '=', id)
      .execute()
    op.record('connection', id, { name: row.name }, null)
    return {}
  },

  test: async ({ id }, op) => {
    op.authorise('connection.manage', {})
    const row = await readConnection(op, id)
    try {
      const source = sourceOf(op, row)
      await ask(source, probeOf(source.kind), { ...op.server.asking, now: op.now })
      return { fault: null }
    } catch (error) {
      const fault = faultOf(error)
      // Whatever JSON an address answers with, it answers.
      return { fault: fault.code === 'no_list' ? null : faultWords(op.t, fault) }
    }
  },
}

function connections(op: Op) {
  return op.db
    .selectFrom('connection as c')
    .selectAll('c')
    .select(
      sql<number>`(select count(*)::int from pull p where p.workspace_id = c.workspace_id and p.connection_id = c.id)`.as(
        'pulls',
      ),
    )
    .where('c.workspace_id', '=', op.workspace.id)
}

type Row = Awaited<ReturnType<typeof readConnection>>

export async function readConnection(op: Op, id: string) {
  return found(await connections(op).where('c.id', '=', id).executeTakeFirst())
}

async function lockedConnection(op: Op, id: string) {
  const query = op.db.selectFrom('connection').selectAll().where('workspace_id', '=', op.workspace.id)
  return found(await query.where('id', '=', id).forUpdate().executeTakeFirst())
}

/** The connection with its secret opened, for asking. */
export function sourceOf(op: Pick<Op, 'server'>, row: Pick<Row, 'kind' | 'address' | 'secret'>): Source {
  const kind = row.kind as Source['kind']
  const address = row.address as ConnectionAddressView
  if (row.secret === null) return { kind, address, secret: null }
  try {
    return { kind, address, secret: op.server.sealing.open(row.secret) }
  } catch {
    throw new SourceError('secret_lost')
  }
}

const shapes: Record<string, 'host' | 'file' | 'url'> = {
  postgres: 'host',
  mysql: 'host',
  sqlite: 'file',
  http: 'url',
  csv: 'url',
  prometheus: 'url',
}

function refuseOtherAddress(kind: string, address: ConnectionAddressView): void {
  if (!((shapes[kind] ?? '') in address))
    throw new Refusal('connection_address', {}, [{ field: 'address', code: 'connection_address' }])
}

function placeOf(address: ConnectionAddressView): string {
  if ('host' in address) return `${address.host}:${address.port ?? ''}`
  return 'url' in address ? new URL(address.url).origin : address.file
}

function view(row: Row): ConnectionView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as ConnectionView['kind'],
    address: row.address as ConnectionAddressView,
    hasSecret: row.secret !== null,
    pulls: row.pulls,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
