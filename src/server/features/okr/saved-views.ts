// Saved views: one's own, and those that others share.
import type { Contract } from '../../../contract/contract.ts'
import type { SavedViewView } from '../../../contract/saved-views.ts'
import type { ItemFacts } from '../../../core/people/permissions.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { found } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'

export const savedViewHandlers: Handlers<Contract['savedViews']> = {
  list: async ({ limit, cursor }, op) => {
    const after = decodeCursor(cursor, 'at', 'id')
    let query = views(op)
      .where('removed_at', 'is', null)
      .where((eb) => eb.or([eb('owner_id', '=', op.actor.memberId), eb('is_shared', '=', true)]))
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
    if (after) query = query.where(past(['created_at', 'id'], '>', after))
    return pageOf(await query.execute(), limit, (row) => [row.created_at.toISOString(), row.id], view)
  },

  create: async ({ name, search, isShared = false }, op) => {
    op.authorise('savedView.create', {})
    const id = newId()
    await op.db
      .insertInto('saved_view')
      .values({
        workspace_id: op.workspace.id,
        id,
        owner_id: op.actor.memberId,
        name,
        search: JSON.stringify(search),
        is_shared: isShared,
        created_at: op.now,
      })
      .execute()
    op.record('saved_view', id, null, { name, isShared })
    return view(await readView(op, id))
  },

  update: async ({ id, name, search, isShared, isRemoved }, op) => {
    const row = await readView(op, id, true)
    op.authorise('savedView.edit', viewFacts(row))
    await revise(op, 'saved_view', { kind: 'saved_view', id, key: { id } }, row, {
      name,
      search,
      is_shared: isShared,
      removed_at: isRemoved === undefined ? undefined : isRemoved ? (row.removed_at ?? op.now) : null,
    })
    return view(await readView(op, id))
  },
}

type Row = Awaited<ReturnType<typeof readView>>

function views(op: Op) {
  return op.db.selectFrom('saved_view').selectAll().where('workspace_id', '=', op.workspace.id)
}

/** The view, for its owner, for everyone where it is shared, and for admins; otherwise it does not exist. */
async function readView(op: Op, id: string, lock = false) {
  const query = views(op).where('id', '=', id)
  const row = found(await (lock ? query.forUpdate() : query).executeTakeFirst())
  return found(op.sees(viewFacts(row)) ? row : undefined)
}

function viewFacts({ owner_id, is_shared }: { owner_id: string; is_shared: boolean }): ItemFacts {
  return {
    ownerIds: [owner_id],
    visibility: is_shared ? { kind: 'everyone' } : { kind: 'people', memberIds: [] },
  }
}

function view(row: Row): SavedViewView {
  return {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    search: row.search as SavedViewView['search'],
    isShared: row.is_shared,
    isRemoved: row.removed_at !== null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
