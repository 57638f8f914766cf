// An initiative as it is stored, as the contract shows it, and what is refused of one.
import { sql } from 'kysely'
import type { InitiativeView } from '../../../contract/okr.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal, type RefusalCode } from '../../platform/refusal.ts'
import { objectiveFacts } from './objective-row.ts'

export function initiatives(op: Op) {
  return op.db
    .selectFrom('initiative')
    .selectAll()
    .select([
      // As text: a place between two others has more digits than a number of ours holds.
      sql<string>`initiative.position::text`.as('place'),
      sql<string[]>`array(select key_result_id::text from initiative_key_result l
        where l.workspace_id = initiative.workspace_id and l.initiative_id = initiative.id order by 1)`.as(
        'key_result_ids',
      ),
    ])
    .where('initiative.workspace_id', '=', op.workspace.id)
}

export async function readInitiative(op: Op, id: string, lock = false) {
  const query = initiatives(op).where('id', '=', id)
  return found(await (lock ? query.forUpdate() : query).executeTakeFirst())
}

export type InitiativeRow = Awaited<ReturnType<typeof readInitiative>>

/** What a reader needs to know of the objectives that initiatives serve, by their ids. */
export async function servedBy(op: Op, rows: readonly { objective_id: string | null }[]) {
  const ids = [...new Set(rows.flatMap((row) => row.objective_id ?? []))]
  if (ids.length === 0) return new Map<string, never>()
  const served = await op.db
    .selectFrom('objective as o')
    .innerJoin('cycle as c', (join) =>
      join.onRef('c.workspace_id', '=', 'o.workspace_id').onRef('c.id', '=', 'o.cycle_id'),
    )
    .select(['o.id', 'o.title', 'o.owner_id', 'o.unit_id', 'o.visibility', 'o.visible_to', 'o.archived_at'])
    .select('c.state as cycle_state')
    .where('o.workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`o.id = any(${ids}::uuid[])`)
    .execute()
  return new Map(served.map((row) => [row.id, { ...row, isSeen: op.sees(objectiveFacts(row)) }]))
}

/** The initiative, for its owner and for whoever sees the objective that it serves. */
export async function readSeenInitiative(op: Op, id: string): Promise<InitiativeRow> {
  const row = await readInitiative(op, id)
  const served = row.objective_id === null ? undefined : (await servedBy(op, [row])).get(row.objective_id)
  const isSeen = row.owner_id === op.actor.memberId || row.objective_id === null || served?.isSeen === true
  return found(isSeen ? row : undefined)
}

/** Who owns it may work on it; of one that serves an objective, whoever may work on that as well. */
export function initiativeFacts(row: { owner_id: string }, served: Parameters<typeof itemFacts>[0] | null) {
  return served ? itemFacts(served, { ownerIds: [row.owner_id] }) : { ownerIds: [row.owner_id] }
}

export function refuseForeignBet(bet: InitiativeView['bet'], keyResultIds: string[]): void {
  if (bet && !keyResultIds.includes(bet.keyResultId)) refuse('bet_key_result', 'bet.keyResultId')
}

/** A link that is not http or https could run something or lead nowhere. */
export function refuseLinks(links: readonly { url: string }[] = []): void {
  for (const [place, { url }] of links.entries())
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) refuse('link_not_web', `links.${place}.url`)
}

/** The day that it was done: of one that is done, today unless said otherwise, never in the future. */
export function doneOn(
  op: Op,
  state: string,
  said: string | null | undefined,
  before: string | null,
): string | null {
  if (said != null && state !== 'done') refuse('done_needs_state', 'doneOn')
  if (said != null && said > op.today) refuse('done_in_future', 'doneOn')
  return state === 'done' ? (said ?? before ?? op.today) : null
}

function refuse(code: RefusalCode, field: string): never {
  throw new Refusal(code, {}, [{ field, code }])
}

export function initiativeView(row: InitiativeRow): InitiativeView {
  return {
    id: row.id,
    title: row.title,
    state: row.state as InitiativeView['state'],
    ownerId: row.owner_id,
    objectiveId: row.objective_id,
    keyResultIds: row.key_result_ids,
    due: row.due,
    doneOn: row.done_on,
    bet: row.bet as InitiativeView['bet'],
    links: row.links as InitiativeView['links'],
    archivedAt: row.archived_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
