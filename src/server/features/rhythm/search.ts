// Search: by words, with or without diacritics, over the trigram indexes.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import { containing } from '../../platform/like.ts'

type Row = {
  kind: 'objective' | 'key_result' | 'initiative' | 'kpi'
  id: string
  title: string
  objective_id: string | null
  owner_id: string
  unit_id: string | null
  visibility: string
  visible_to: string[]
}

export const searchHandlers: Handlers<Contract['search']> = {
  find: async ({ q }, op) => {
    const like = containing(q)
    const ws = op.workspace.id
    const { rows } = await sql<Row>`
      select * from (
        (select 'objective' as kind, id, title, id as objective_id, owner_id, unit_id, visibility, visible_to from objective
          where workspace_id = ${ws} and archived_at is null and fold(title) like fold(${like}) limit 30)
        union all
        (select 'key_result', k.id, k.title, k.objective_id, o.owner_id, o.unit_id, o.visibility, o.visible_to from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
          where k.workspace_id = ${ws} and k.archived_at is null and fold(k.title) like fold(${like}) limit 30)
        union all
        (select 'initiative', i.id, i.title, i.objective_id, i.owner_id, o.unit_id, coalesce(o.visibility, 'everyone'), coalesce(o.visible_to, '{}')
          from initiative i left join objective o on o.workspace_id = i.workspace_id and o.id = i.objective_id
          where i.workspace_id = ${ws} and i.archived_at is null and fold(i.title) like fold(${like}) limit 30)
        union all
        (select 'kpi', id, name, null, owner_id, unit_id, visibility, visible_to from kpi
          where workspace_id = ${ws} and archived_at is null and fold(name) like fold(${like}) limit 30)
      ) found
      order by similarity(fold(title), fold(${q})) desc, title
      limit 50`.execute(op.db)
    const visible = rows.filter((row) => op.sees(itemFacts(row))).slice(0, 20)
    return {
      items: visible.map(({ kind, id, title, objective_id }) => ({
        kind,
        id,
        title,
        objectiveId: objective_id,
      })),
    }
  },
}
