// What other features may use of this one.
export { dueCheckIns } from './check-ins.ts'
export { cycleView, readCycle } from './cycle-row.ts'
export { cycleStatements, type ObjectiveStatement } from './cycle-statements.ts'
export type { KeyResultFacts } from './figures.ts'
export { readSeenInitiative } from './initiative-row.ts'
export { initiativeHandlers } from './initiatives.ts'
export { keyResultFacts } from './key-result-facts.ts'
export { keyResultHandlers, lockKeyResult, readKeyResult } from './key-results.ts'
export { objectiveFacts, readObjective } from './objective-row.ts'
export { objectiveHandlers } from './objectives.ts'
export { type ProofFacts, proofOf } from './proof.ts'
export {
  partsOf,
  readSubject,
  readSubjects,
  refuseClosedSubject,
  type Subject,
  type SubjectKind,
} from './subject.ts'
