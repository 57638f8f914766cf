/** A calendar date in the workspace's time zone, `YYYY-MM-DD`. Compares correctly as a string. */
export type IsoDate = string

/** An instant in UTC, ISO 8601, such as `2026-06-22T01:00:00Z`. */
export type Instant = string
