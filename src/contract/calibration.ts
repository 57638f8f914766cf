// How far the confidence that people state can be relied on (DOMAIN.md 7.3).
import { z } from 'zod'
import { operation } from './operation.ts'

export const Calibration = z.object({
  scope: z.enum(['me', 'workspace']),
  /** Closed key results with a score and a check-in that counts, how many it takes, and how many are missing. */
  counted: z.int(),
  needed: z.int(),
  missing: z.int(),
  /** By what was said, 0 to 10; null until there are enough. */
  bins: z
    .array(
      z.object({
        confidence: z.int(),
        keyResults: z.int(),
        reached: z.int(),
        share: z.number().nullable(),
      }),
    )
    .nullable(),
  /** What was said on average, as a share of 10, and the share that reached its target; null until there are enough. */
  said: z.number().nullable(),
  reached: z.number().nullable(),
  words: z.string(),
  /** Which check-ins count, and what reached means. */
  explain: z.string(),
})

export const calibration = {
  calibration: {
    get: operation({
      method: 'GET',
      path: '/calibration',
      summary:
        'Of the closed key results that one said 7/10 of, how many reached their target: one’s own, shown to oneself alone, or the organisation’s',
      access: 'member',
      input: z.object({ scope: z.enum(['me', 'workspace']).default('me') }),
      output: Calibration,
      tool: 'Read how confidence stated in check-ins compared with what was reached, for the person you act for or the organisation.',
    }),
  },
}

export type CalibrationView = z.output<typeof Calibration>
