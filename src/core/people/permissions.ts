// Who may do what (DOMAIN.md section 10). The table below is the one place where a right is given.

export type Role = 'viewer' | 'member' | 'admin' | 'owner'

/** What someone is to the item at hand. The workspace's owner is an admin as well. */
export type Standing =
  /** Anyone with access at all, a viewer as well. */
  | 'anyone'
  /** Has a role that may take part at all: member, admin or owner. */
  | 'member'
  /** Belongs to the item's unit; of an item without a unit, everyone who owns it. */
  | 'unit_member'
  /** Owns the item, or the objective that a key result belongs to. */
  | 'item_owner'
  /** Provides a key result's or a KPI's data. */
  | 'data_provider'
  /** Leads the item's unit or one above it. */
  | 'unit_lead'
  | 'admin'
  | 'owner'

const EVERYONE: readonly Standing[] = ['anyone']
const EVERY_MEMBER: readonly Standing[] = ['member']
const IN_THEIR_UNIT: readonly Standing[] = ['unit_member', 'unit_lead', 'admin']
const WHAT_THEY_OWN: readonly Standing[] = ['item_owner', 'unit_lead', 'admin']
const WHERE_THEY_PROVIDE: readonly Standing[] = ['item_owner', 'data_provider', 'unit_lead', 'admin']
/** A comment belongs to who wrote it, and to nobody above. */
const WHAT_THEY_WROTE: readonly Standing[] = ['item_owner']
const LEADS: readonly Standing[] = ['unit_lead', 'admin']
const ADMINS: readonly Standing[] = ['admin']
const OWNER: readonly Standing[] = ['owner']

/** Each action with those who may take it. Reading is not an action: `canSee` decides it. */
const PERMISSIONS = {
  'profile.edit': EVERYONE,
  'apiKey.own': EVERYONE,
  'session.own': EVERYONE,

  'comment.create': EVERY_MEMBER,
  'comment.edit': WHAT_THEY_WROTE,
  'coach.dismiss': EVERY_MEMBER,
  'savedView.create': EVERY_MEMBER,
  'savedView.edit': WHAT_THEY_OWN,

  'objective.create': IN_THEIR_UNIT,
  'kpi.create': IN_THEIR_UNIT,
  'initiative.create': IN_THEIR_UNIT,

  'objective.edit': WHAT_THEY_OWN,
  'objective.close': WHAT_THEY_OWN,
  'objective.archive': WHAT_THEY_OWN,
  'keyResult.create': WHAT_THEY_OWN,
  'keyResult.edit': WHAT_THEY_OWN,
  'keyResult.close': WHAT_THEY_OWN,
  'keyResult.archive': WHAT_THEY_OWN,
  'initiative.edit': WHAT_THEY_OWN,
  'initiative.archive': WHAT_THEY_OWN,
  'kpi.edit': WHAT_THEY_OWN,
  'kpi.archive': WHAT_THEY_OWN,
  'kpi.handOver': WHAT_THEY_OWN,
  'signal.triage': WHAT_THEY_OWN,
  'scorecard.submit': WHAT_THEY_OWN,

  'checkIn.publish': WHERE_THEY_PROVIDE,
  'kpi.push': WHERE_THEY_PROVIDE,

  'scorecard.approve': LEADS,

  'cycle.manage': ADMINS,
  'cycle.reopen': ADMINS,
  'settings.edit': ADMINS,
  'unit.manage': ADMINS,
  'member.manage': ADMINS,
  'apiKey.manage': ADMINS,
  'signIn.manage': ADMINS,
  'connection.manage': ADMINS,
  'webhook.manage': ADMINS,
  'audit.read': ADMINS,

  'workspace.handOwnershipOn': OWNER,
  'workspace.delete': OWNER,
  'workspace.export': OWNER,
} satisfies Record<string, readonly Standing[]>

export type Action = keyof typeof PERMISSIONS

/** Every action of the table, for tests and for listing rights. */
export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[]

/** Whether an operation's access is a row of the table. */
export function isAction(access: string): access is Action {
  return access in PERMISSIONS
}

/** Who may take an action, for those who read the table rather than ask it. */
export function standingsFor(action: Action): readonly Standing[] {
  return PERMISSIONS[action]
}

export type Actor = {
  memberId: string
  role: Role
  /** Units that they belong to. */
  unitIds: readonly string[]
  /** Units that they lead. */
  leadOf: readonly string[]
  /** Every unit above those that they belong to or lead, which they are a part of as well. */
  unitIdsAbove: readonly string[]
  /** What an API key was narrowed to; a person at the screen has none and is not narrowed. */
  scopes?: readonly Scope[]
}

/** What an API key may be narrowed to. `write` holds `push`; none holds `read` or `admin`. */
export const SCOPES = ['read', 'push', 'write', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** The scope that a key needs for an action: what only admins and owners may do, and one's own keys, is `admin`. */
export function scopeOf(action: Action): Scope {
  if (action === 'kpi.push') return 'push'
  if (action === 'apiKey.own' || action === 'session.own') return 'admin'
  return PERMISSIONS[action] === ADMINS || PERMISSIONS[action] === OWNER ? 'admin' : 'write'
}

/** Whether the actor's key, where it is one, reaches this far. */
export function hasScope({ scopes }: Actor, scope: Scope): boolean {
  return scopes === undefined || scopes.includes(scope) || (scope === 'push' && scopes.includes('write'))
}

export type Visibility =
  | { kind: 'everyone' }
  | { kind: 'unit'; unitIds: readonly string[] }
  | { kind: 'people'; memberIds: readonly string[] }

/** What has to be known of an item, and nothing more. What is not about an item, such as settings, has no facts. */
export type ItemFacts = {
  /** Its owner; of a key result the objective's owner as well. */
  ownerIds?: readonly string[]
  dataProviderId?: string
  /** The units it belongs to; none for one that belongs to the whole workspace. */
  unitIds?: readonly string[]
  /** Every unit above those. */
  unitIdsAbove?: readonly string[]
  /** Everyone, unless it says otherwise. */
  visibility?: Visibility
}

/** Whether the actor may take the action on the item: what one cannot see one cannot touch. */
export function can(actor: Actor, action: Action, item: ItemFacts = {}): boolean {
  const allowed: readonly Standing[] = PERMISSIONS[action]
  if (!hasScope(actor, scopeOf(action))) return false
  return canSee(actor, item) && standingsOf(actor, item).some((standing) => allowed.includes(standing))
}

/** Whether the item is shown to the actor; in roll-ups it counts for everyone. */
export function canSee(actor: Actor, item: ItemFacts): boolean {
  if (isAdmin(actor) || isOwnerOf(actor, item) || isProviderFor(actor, item) || isLeadOver(actor, item))
    return true
  const { visibility = { kind: 'everyone' } } = item
  switch (visibility.kind) {
    case 'everyone':
      return true
    case 'unit':
      return [...actor.unitIds, ...actor.leadOf, ...actor.unitIdsAbove].some((id) =>
        visibility.unitIds.includes(id),
      )
    case 'people':
      return visibility.memberIds.includes(actor.memberId)
  }
}

function standingsOf(actor: Actor, item: ItemFacts): Standing[] {
  // A viewer reads, whatever they own or lead.
  if (actor.role === 'viewer') return ['anyone']
  const standings: Standing[] = ['anyone', 'member']
  if (isInUnitOf(actor, item)) standings.push('unit_member')
  if (isOwnerOf(actor, item)) standings.push('item_owner')
  if (isProviderFor(actor, item)) standings.push('data_provider')
  if (isLeadOver(actor, item)) standings.push('unit_lead')
  if (isAdmin(actor)) standings.push('admin')
  if (actor.role === 'owner') standings.push('owner')
  return standings
}

function isAdmin({ role }: Actor): boolean {
  return role === 'admin' || role === 'owner'
}

function isOwnerOf(actor: Actor, { ownerIds = [] }: ItemFacts): boolean {
  return ownerIds.includes(actor.memberId)
}

function isProviderFor(actor: Actor, { dataProviderId }: ItemFacts): boolean {
  return dataProviderId === actor.memberId
}

function isInUnitOf(actor: Actor, item: ItemFacts): boolean {
  const { unitIds = [] } = item
  return unitIds.length === 0 ? isOwnerOf(actor, item) : unitIds.some((id) => actor.unitIds.includes(id))
}

function isLeadOver(actor: Actor, { unitIds = [], unitIdsAbove = [] }: ItemFacts): boolean {
  return [...unitIds, ...unitIdsAbove].some((id) => actor.leadOf.includes(id))
}
