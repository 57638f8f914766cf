// Every fault that is tried, in the order of the table.
import { away } from './away.ts'
import { clock } from './clock.ts'
import { disk } from './disk.ts'
import type { Finding, Size } from './finding.ts'
import { kills } from './kills.ts'
import { migration } from './migration.ts'
import { twoProcesses } from './two-processes.ts'

export const scenarios: Record<string, (size: Size) => Promise<Finding[]>> = {
  kills,
  away,
  disk,
  'two-processes': twoProcesses,
  migration,
  clock,
}
