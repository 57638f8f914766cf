// What other features may use of this one.
export { dueCheckIns } from './check-ins.ts'
export { readCycle } from './cycle-row.ts'
export type { KeyResultFacts } from './figures.ts'
export { initiativeHandlers } from './initiatives.ts'
export { keyResultFacts, keyResultHandlers, readKeyResult } from './key-results.ts'
export { objectiveFacts } from './objective-row.ts'
export { objectiveHandlers } from './objectives.ts'
export { type ProofFacts, proofOf } from './proof.ts'
