// Which statements each connection parses and plans once, rather than anew for what they are asked each time.
import { sql } from 'kysely'

/** How a kept statement ends. */
export const keptMark = '/* kept */'

/**
 * Ends a statement that is asked all the time and looks its rows up by index whatever its parameters are: to plan it takes
 * longer than to run it. Its text is always the same (a list is one array, `any(…)`), and it reads a few rows: of one that
 * reads thousands for one and none for another the plan is better made for what is asked.
 */
export const kept = sql`${sql.raw(keptMark)}`
