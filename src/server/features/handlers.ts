// Every handler of the contract, by the operation's name.
import type { Contract } from '../../contract/contract.ts'
import type { Handlers, OpenHandlers } from '../doors/router.ts'
import { coachHandlers } from './coach/coach.ts'
import { connectionHandlers } from './connections/connections.ts'
import { pullHandlers } from './connections/pulls.ts'
import { annotationHandlers } from './kpi/annotations.ts'
import { driverHandlers } from './kpi/drivers.ts'
import { importMappingHandlers } from './kpi/import-mapping.ts'
import { kpiHandlers } from './kpi/kpis.ts'
import { measurementGridHandlers } from './kpi/measurement-grid.ts'
import { measurementHandlers } from './kpi/measurements.ts'
import { leftOutHandlers, phaseHandlers } from './kpi/phases.ts'
import { scorecardHandlers } from './kpi/scorecards.ts'
import { signalHandlers } from './kpi/signals.ts'
import { targetHandlers } from './kpi/targets.ts'
import { bets } from './loop/bets.ts'
import { calibrationHandlers } from './loop/calibration.ts'
import { draft } from './loop/draft.ts'
import { handOver, undoHandOver } from './loop/hand-over.ts'
import { proof } from './loop/proof.ts'
import { alignmentHandlers } from './okr/alignment-view.ts'
import { archiveHandlers } from './okr/archive.ts'
import { boardHandlers } from './okr/board.ts'
import { checkInHandlers } from './okr/check-ins.ts'
import { cycleHandlers } from './okr/cycles.ts'
import { historyHandlers } from './okr/history.ts'
import { initiativeHandlers } from './okr/initiatives.ts'
import { decideKeyResult } from './okr/key-result-decision.ts'
import { keyResultHandlers } from './okr/key-results.ts'
import { objectiveHandlers } from './okr/objectives.ts'
import { savedViewHandlers } from './okr/saved-views.ts'
import { apiKeyHandlers } from './people/api-keys.ts'
import { auditHandlers } from './people/audit.ts'
import { invitationHandlers } from './people/invitations.ts'
import { joinHandlers } from './people/join.ts'
import { memberHandlers, sessionHandlers } from './people/members.ts'
import { personalDataHandlers } from './people/personal-data.ts'
import { scimTokenHandlers } from './people/scim/tokens.ts'
import { accountHandlers, sessionListHandlers } from './people/sessions.ts'
import { type SampleFiller, setupHandlers } from './people/setup.ts'
import { signInPolicyHandlers, signInProviderHandlers } from './people/sign-in-providers.ts'
import { unitHandlers } from './people/units.ts'
import { workspaceHandlers } from './people/workspace.ts'
import { workspacesHandlers } from './people/workspaces.ts'
import { homeHandlers } from './rhythm/home.ts'
import { searchHandlers } from './rhythm/search.ts'
import { commentHandlers } from './talk/comments.ts'
import { mentionHandlers } from './talk/mentions.ts'
import { templateHandlers } from './templates/templates.ts'

/** These stand open, before any sign-in. */
type Open = Pick<Contract, 'setup' | 'join'> & {
  account: Pick<Contract['account'], 'offers'>
  audit: Pick<Contract['audit'], 'verifyAll'>
}
type Inside = Omit<Contract, 'setup' | 'join' | 'account' | 'audit'> & {
  account: Omit<Contract['account'], 'offers'>
  audit: Omit<Contract['audit'], 'verifyAll'>
}
type Bound = Handlers<Inside> & OpenHandlers<Open>

export function allHandlers(fillSample: SampleFiller): Bound {
  return {
    setup: setupHandlers(fillSample),
    session: sessionHandlers,
    workspace: workspaceHandlers,
    units: unitHandlers,
    members: memberHandlers,
    personalData: personalDataHandlers,
    invitations: invitationHandlers,
    join: joinHandlers,
    account: accountHandlers,
    sessions: sessionListHandlers,
    workspaces: workspacesHandlers,
    signInProviders: signInProviderHandlers,
    signInPolicy: signInPolicyHandlers,
    scimTokens: scimTokenHandlers,
    apiKeys: apiKeyHandlers,
    audit: auditHandlers,
    cycles: cycleHandlers,
    okrs: boardHandlers,
    savedViews: savedViewHandlers,
    objectives: objectiveHandlers,
    keyResults: { ...keyResultHandlers, decide: decideKeyResult },
    checkIns: checkInHandlers,
    initiatives: initiativeHandlers,
    alignment: alignmentHandlers,
    archive: archiveHandlers,
    comments: commentHandlers,
    history: historyHandlers,
    mentions: mentionHandlers,
    kpis: kpiHandlers,
    measurements: measurementHandlers,
    measurementGrid: measurementGridHandlers,
    importMapping: importMappingHandlers,
    phases: phaseHandlers,
    leftOut: leftOutHandlers,
    annotations: annotationHandlers,
    signals: signalHandlers,
    targets: targetHandlers,
    drivers: driverHandlers,
    scorecards: scorecardHandlers,
    calibration: calibrationHandlers,
    loop: { draft, proof, bets, handOver, undoHandOver },
    connections: connectionHandlers,
    pulls: pullHandlers,
    home: homeHandlers,
    search: searchHandlers,
    templates: templateHandlers,
    coach: coachHandlers,
  }
}
