// Saved views: a filter, an order and a grouping of the OKR screen under a name.
import { z } from 'zod'
import { operation } from './operation.ts'
import { ById, Id, listOf, Page, Title, versioned } from './shapes.ts'

/** What stands in the address of the screen, as it is typed there. */
const Search = z
  .record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(500))
  .refine((search) => Object.keys(search).length <= 20)

export const SavedView = z.object({
  id: Id,
  name: z.string(),
  ownerId: Id,
  search: Search,
  /** Shown to everyone; its owner alone, or an admin, changes it. */
  isShared: z.boolean(),
  /** Removed, and to be given back by whoever removed it. */
  isRemoved: z.boolean(),
  ...versioned,
})

export const savedViews = {
  savedViews: {
    list: operation({
      method: 'GET',
      path: '/saved-views',
      summary: 'My saved views and those that others share',
      access: 'member',
      input: z.object(Page),
      output: listOf(SavedView),
    }),
    create: operation({
      method: 'POST',
      path: '/saved-views',
      summary: 'Keep a view of the OKRs under a name',
      access: 'savedView.create',
      status: 201,
      input: z.object({ name: Title, search: Search, isShared: z.boolean().optional() }),
      output: SavedView,
    }),
    update: operation({
      method: 'PATCH',
      path: '/saved-views/{id}',
      summary: 'Rename, share, change or remove a saved view; a removed one is given back the same way',
      access: 'savedView.edit',
      input: ById.extend({
        name: Title.optional(),
        search: Search.optional(),
        isShared: z.boolean().optional(),
        isRemoved: z.boolean().optional(),
      }),
      output: SavedView,
    }),
  },
}

export type SavedViewView = z.output<typeof SavedView>
