// The whole contract: every operation of the product, by its name.
import { alignment } from './alignment.ts'
import { archive } from './archive.ts'
import { calibration } from './calibration.ts'
import { coach } from './coach.ts'
import { comments } from './comments.ts'
import { connections } from './connections.ts'
import { directory } from './directory.ts'
import { history } from './history.ts'
import { kpiDrivers } from './kpi-drivers.ts'
import { kpiImport } from './kpi-import.ts'
import { kpiMeasurementGrid } from './kpi-measurement-grid.ts'
import { kpi } from './kpi-operations.ts'
import { kpiTargets } from './kpi-targets.ts'
import { loop } from './loop.ts'
import { members } from './members.ts'
import { okrBoard } from './okr-board.ts'
import { okr } from './okr-operations.ts'
import { people } from './people.ts'
import { personalData } from './personal-data.ts'
import { rhythm } from './rhythm.ts'
import { savedViews } from './saved-views.ts'
import { scorecards } from './scorecards.ts'
import { signIn } from './sign-in.ts'
import { singleSignOn } from './single-sign-on.ts'
import { templates } from './templates.ts'

export const contract = {
  ...people,
  ...okr,
  ...okrBoard,
  ...alignment,
  ...archive,
  ...comments,
  ...history,
  ...kpi,
  ...kpiTargets,
  ...kpiMeasurementGrid,
  ...kpiImport,
  ...kpiDrivers,
  ...scorecards,
  ...loop,
  ...calibration,
  ...rhythm,
  ...savedViews,
  ...templates,
  ...members,
  ...personalData,
  ...coach,
  ...signIn,
  ...singleSignOn,
  ...directory,
  ...connections,
}
export type Contract = typeof contract
