// What other features may use of this one.
export { requireMember } from './members.ts'
export { requireUnit } from './units.ts'
