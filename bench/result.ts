/** One line of the table: what was measured, and the most that it may be. */
export type Result = { what: string; ours: number; unit: string; bound: number }
