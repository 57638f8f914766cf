// Schemas that several features share.
import { z } from 'zod'

export const Id = z.uuid()
export const Day = z.iso.date()
export const At = z.iso.datetime({ offset: true })
export const Title = z.string().trim().min(1).max(300)
export const Text = z.string().max(10_000)
/** Any size that something is measured in; sums, differences and ratios of such numbers are finite as well. */
export const Finite = z
  .number()
  .min(-1e100)
  .max(1e100)
  .refine((value) => value === 0 || Math.abs(value) >= 1e-100)
export const Locale = z.enum(['vi', 'en'])
export const Role = z.enum(['owner', 'admin', 'member', 'viewer'])
export const Visibility = z.enum(['everyone', 'unit', 'people'])
export const Status = z.enum(['no_data', 'achieved', 'on_track', 'at_risk', 'off_track'])
export const Call = z.enum(['on_track', 'at_risk', 'off_track'])

/** Yes or no in a query: `true`, `false`, as text too. */
export const Flag = z.union([z.boolean(), z.stringbool()])

/** A path with an id and nothing else. */
export const ById = z.object({ id: Id })

/** Figures as they were known at a past instant: only what had been recorded by then counts. */
export const AsOf = { asOf: At.optional() }

/** How a list is asked for: at most `limit` items, after the place that `cursor` names. */
export const Page = {
  limit: z.coerce.number<number>().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
}

/** A list answers its items and where the next page begins; null at the end. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** Version of the row, for If-Match; times are instants in UTC. */
export const versioned = { version: z.int(), createdAt: At }
