// What other features may use of this one.
export { requireMember } from './member-row.ts'
export { requireUnit } from './unit-row.ts'
