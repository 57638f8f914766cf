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
    const { rows } = await sql<Row>`
      select * from search_titles(${containing(q)}, 30)
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
