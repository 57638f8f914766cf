// The week's rhythm: what needs me, what changed, search.
import { z } from 'zod'
import { Signal } from './kpi.ts'
import { DueItem } from './okr.ts'
import { operation } from './operation.ts'
import { At, Id } from './shapes.ts'

export const Happening = z.object({
  id: Id,
  at: At,
  actorName: z.string().nullable(),
  operation: z.string(),
  words: z.string(),
  subject: z.object({ kind: z.string(), id: Id }),
})

export const Home = z.object({
  due: z.array(DueItem),
  signals: z.array(Signal),
  happenings: z.array(Happening),
  cycles: z.array(z.object({ id: Id, name: z.string(), week: z.int(), weeks: z.int(), daysLeft: z.int() })),
})

export const rhythm = {
  home: {
    get: operation({
      method: 'GET',
      path: '/home',
      summary: 'This week: what needs me, overdue first; what is newly a signal; what changed',
      access: 'member',
      input: z.object({}),
      output: Home,
      tool: 'Read what needs the person you act for this week: check-ins due, new signals, what changed.',
    }),
  },
  search: {
    find: operation({
      method: 'GET',
      path: '/search',
      summary:
        'Find objectives, key results, initiatives, KPIs, units, people and cycles by words, with or without diacritics',
      access: 'member',
      input: z.object({ q: z.string().trim().min(1).max(200) }),
      output: z.object({
        items: z.array(
          z.object({
            kind: z.enum(['objective', 'key_result', 'initiative', 'kpi', 'unit', 'person', 'cycle']),
            id: Id,
            title: z.string(),
            objectiveId: Id.nullable(),
            within: z
              .string()
              .nullable()
              .describe('The title of its objective, of a unit the name of the one above'),
          }),
        ),
      }),
      tool: 'Find objectives, key results, initiatives, KPIs, units, people and cycles by words, with or without Vietnamese diacritics.',
    }),
  },
}

export type HomeView = z.output<typeof Home>
