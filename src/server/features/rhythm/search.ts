// Search: by words, with or without diacritics. What was typed exactly comes first, then what begins with it, then what
// has a word that does, then what contains every word of it, and, where little was found, what is written nearly so.
import { type RawBuilder, sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import { fold } from '../../../core/text/fold.ts'
import type { Handlers } from '../../doors/router.ts'
import { seenBy } from '../../platform/item-facts.ts'
import { kept } from '../../platform/kept-plan.ts'
import { escapedForLike } from '../../platform/like.ts'
import type { Op } from '../../platform/operation-context.ts'

type Kind = 'objective' | 'key_result' | 'initiative' | 'kpi' | 'unit' | 'person' | 'cycle'
type Row = { kind: Kind; id: string; title: string; objective_id: string | null; within: string | null }

/** How many are ranked of each kind and way of finding; of these the best are shown. */
const ranked = 60
const shown = 30
/** With fewer than these, words written nearly so are looked for as well. */
const few = 5
/** Below three letters there are no trigrams inside a word. */
const shortest = 3

export const searchHandlers: Handlers<Contract['search']> = {
  find: async ({ q }, op) => {
    const words = fold(q).split(/\s+/).filter(Boolean)
    const typed = words.join(' ')
    const found = await select(op, typed, waysToFind(words))
    const isNear = found.length < few && typed.length > shortest
    const near = isNear ? await select(op, typed, [(title) => sql`${title} %> ${typed}`]) : []
    const known = new Set(found.map(({ id }) => id))
    const items = [...found, ...near.filter(({ id }) => !known.has(id))].slice(0, shown)
    return {
      items: items.map(({ objective_id, ...item }) => ({ ...item, objectiveId: objective_id })),
    }
  },
}

type Way = (title: RawBuilder<unknown>) => RawBuilder<unknown>

/** Each with a limit of its own, so that a letter with thousands of hits costs no more than a rare word. */
function waysToFind(words: string[]): Way[] {
  const typed = escapedForLike(words.join(' '))
  const ways: Way[] = [
    (title) => sql`${title} like ${`${typed}%`}`,
    (title) => sql`${title} like ${`% ${typed}%`}`,
  ]
  const inside = words.filter((word) => word.length >= shortest)
  if (inside.length === 0) return ways
  return [
    ...ways,
    (title) =>
      sql.join(
        words.map((word) => sql`${title} like ${`%${escapedForLike(word)}%`}`),
        sql` and `,
      ),
  ]
}

/** Where a kind lies: its id and title, the objective that it opens at, and what it stands in; then the tables. */
type Source = { kind: Kind; columns: RawBuilder<unknown>; from: RawBuilder<unknown>; title: string }

/**
 * What is found in any of these ways, best first. What grows large is read through the views that carry the workspace's
 * wall themselves: with them the trigram indexes serve, under row-level security they cannot.
 */
async function select(op: Op, typed: string, ways: Way[]): Promise<Row[]> {
  const seen = seenBy(op.actor, 'o')
  const sources: Source[] = [
    {
      ...{
        kind: 'objective',
        title: 'o.title',
        columns: sql`o.id, o.title, o.id as objective_id, null as within`,
      },
      from: sql`searched_objective o where ${seen}`,
    },
    {
      ...{
        kind: 'key_result',
        title: 'k.title',
        columns: sql`k.id, k.title, o.id as objective_id, o.title as within`,
      },
      from: sql`searched_key_result k join searched_objective o on o.id = k.objective_id where ${seen}`,
    },
    {
      ...{
        kind: 'initiative',
        title: 'i.title',
        columns: sql`i.id, i.title, o.id as objective_id, o.title as within`,
      },
      from: sql`searched_initiative i left join searched_objective o on o.id = i.objective_id
        where (i.objective_id is null or i.owner_id = ${op.actor.memberId} or (o.id is not null and ${seen}))`,
    },
    {
      ...{
        kind: 'kpi',
        title: 'o.title',
        columns: sql`o.id, o.title, null::uuid as objective_id, null as within`,
      },
      from: sql`searched_kpi o where ${seenBy(op.actor, 'o', 'kpi')}`,
    },
    {
      ...{
        kind: 'unit',
        title: 'u.name',
        columns: sql`u.id, u.name as title, null::uuid as objective_id, p.name as within`,
      },
      from: sql`unit u left join unit p on p.workspace_id = u.workspace_id and p.id = u.parent_id where true`,
    },
    {
      ...{
        kind: 'person',
        title: 'm.name',
        columns: sql`m.id, m.name as title, null::uuid as objective_id, null as within`,
      },
      from: sql`member m where m.deactivated_at is null`,
    },
    {
      ...{
        kind: 'cycle',
        title: 'c.name',
        columns: sql`c.id, c.name as title, null::uuid as objective_id, null as within`,
      },
      from: sql`cycle c where true`,
    },
  ]
  const branches = sources.flatMap(({ kind, columns, from, title }) =>
    ways.map(
      (way) =>
        sql`(select ${sql.lit(kind)} as kind, ${columns} from ${from} and ${way(sql`fold(${sql.raw(title)})`)}
          limit ${sql.lit(ranked)})`,
    ),
  )
  const { rows } = await sql<Row>`
    select kind, id, title, objective_id, within
    from (${sql.join(branches, sql` union `)}) found, lateral (select fold(title) as folded offset 0) f
    order by case when folded = ${typed} then 0
      when folded like ${`${escapedForLike(typed)}%`} then 1
      when folded like ${`% ${escapedForLike(typed)}%`} then 2 else 3 end,
      similarity(folded, ${typed}) desc, length(title), title, id
    limit ${sql.lit(shown)} ${kept}`.execute(op.db)
  return rows
}
