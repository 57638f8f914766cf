import { describe, expect, test } from 'vitest'
import {
  ACTIONS,
  type Action,
  type Actor,
  can,
  canSee,
  type ItemFacts,
  type Role,
  SCOPES,
  type Scope,
  scopeOf,
} from './permissions.ts'

// company > sales > team, and support beside sales.
const actor = (memberId: string, role: Role, more: Partial<Actor> = {}): Actor => ({
  memberId,
  role,
  unitIds: [],
  leadOf: [],
  unitIdsAbove: [],
  ...more,
})

const viewer = actor('viewer', 'viewer', { unitIds: ['team'], unitIdsAbove: ['sales', 'company'] })
const stranger = actor('stranger', 'member', { unitIds: ['support'], unitIdsAbove: ['company'] })
const colleague = actor('colleague', 'member', { unitIds: ['team'], unitIdsAbove: ['sales', 'company'] })
const itemOwner = actor('itemOwner', 'member', { unitIds: ['support'], unitIdsAbove: ['company'] })
const provider = actor('provider', 'member', { unitIds: ['support'], unitIdsAbove: ['company'] })
const lead = actor('lead', 'member', { leadOf: ['sales'], unitIdsAbove: ['company'] })
const otherLead = actor('otherLead', 'member', { leadOf: ['support'], unitIdsAbove: ['company'] })
const admin = actor('admin', 'admin')
const owner = actor('owner', 'owner')

const item: ItemFacts = {
  ownerIds: ['itemOwner'],
  dataProviderId: 'provider',
  unitIds: ['team'],
  unitIdsAbove: ['sales', 'company'],
}

const everyone = { viewer, stranger, colleague, itemOwner, provider, lead, otherLead, admin, owner }
const whoMay = (action: Action, facts: ItemFacts = item) =>
  Object.entries(everyone).flatMap(([name, who]) => (can(who, action, facts) ? [name] : []))

describe('can', () => {
  const anyone = Object.keys(everyone)
  const members = ['stranger', 'colleague', 'itemOwner', 'provider', 'lead', 'otherLead', 'admin', 'owner']
  const inTheirUnit = ['colleague', 'lead', 'admin', 'owner']
  const whatTheyOwn = ['itemOwner', 'lead', 'admin', 'owner']
  const whereTheyProvide = ['itemOwner', 'provider', 'lead', 'admin', 'owner']

  const expected: Record<Action, string[]> = {
    'profile.edit': anyone,
    'apiKey.own': anyone,
    'session.own': anyone,
    'comment.create': members,
    'comment.edit': ['itemOwner'],
    'savedView.create': members,
    'savedView.edit': whatTheyOwn,
    'coach.dismiss': members,
    'objective.create': inTheirUnit,
    'kpi.create': inTheirUnit,
    'initiative.create': inTheirUnit,
    'objective.edit': whatTheyOwn,
    'objective.close': whatTheyOwn,
    'objective.archive': whatTheyOwn,
    'keyResult.create': whatTheyOwn,
    'keyResult.edit': whatTheyOwn,
    'keyResult.close': whatTheyOwn,
    'keyResult.archive': whatTheyOwn,
    'initiative.edit': whatTheyOwn,
    'initiative.archive': whatTheyOwn,
    'kpi.edit': whatTheyOwn,
    'kpi.archive': whatTheyOwn,
    'kpi.handOver': whatTheyOwn,
    'signal.triage': whatTheyOwn,
    'scorecard.submit': whatTheyOwn,
    'checkIn.publish': whereTheyProvide,
    'kpi.push': whereTheyProvide,
    'scorecard.approve': ['lead', 'admin', 'owner'],
    'cycle.manage': ['admin', 'owner'],
    'cycle.reopen': ['admin', 'owner'],
    'settings.edit': ['admin', 'owner'],
    'unit.manage': ['admin', 'owner'],
    'member.manage': ['admin', 'owner'],
    'apiKey.manage': ['admin', 'owner'],
    'connection.manage': ['admin', 'owner'],
    'webhook.manage': ['admin', 'owner'],
    'signIn.manage': ['admin', 'owner'],
    'audit.read': ['admin', 'owner'],
    'workspace.handOwnershipOn': ['owner'],
    'workspace.delete': ['owner'],
    'workspace.export': ['owner'],
  }

  test.each(ACTIONS)('%s', (action) => {
    expect(whoMay(action)).toEqual(expected[action])
  })

  test('a viewer only reads, also as owner, provider or lead', () => {
    const viewerWithAll = actor('itemOwner', 'viewer', { unitIds: ['team'], leadOf: ['company'] })
    const oneself: Action[] = ['profile.edit', 'apiKey.own', 'session.own']
    for (const action of ACTIONS) expect(can(viewerWithAll, action, item)).toBe(oneself.includes(action))
    expect(canSee(viewerWithAll, item)).toBe(true)
  })

  test('without a unit, members create only what they own themselves', () => {
    expect(can(stranger, 'objective.create', { ownerIds: ['stranger'] })).toBe(true)
    expect(can(stranger, 'objective.create', { ownerIds: ['colleague'] })).toBe(false)
    expect(can(stranger, 'objective.create', { ownerIds: ['stranger'], unitIds: ['team'] })).toBe(false)
  })

  test('what one cannot see one cannot touch', () => {
    const secret: ItemFacts = { ...item, visibility: { kind: 'people', memberIds: ['stranger'] } }
    expect(can(colleague, 'comment.create', secret)).toBe(false)
    expect(can(stranger, 'comment.create', secret)).toBe(true)
  })
})

describe('a key narrowed by scopes', () => {
  const mayWith = (...scopes: Scope[]) => {
    const key = { ...owner, scopes }
    return ACTIONS.filter((action) => can(key, action, { ownerIds: ['owner'] }))
  }

  test('may at most what its maker may, and of that what its scopes name', () => {
    const all = ACTIONS.filter((action) => can(owner, action, { ownerIds: ['owner'] }))
    expect(mayWith(...SCOPES)).toEqual(all)
    expect(mayWith()).toEqual([])
    expect(mayWith('read')).toEqual([])
    expect(mayWith('push')).toEqual(['kpi.push'])
    expect(mayWith('write')).toContain('kpi.push')
    expect(mayWith('write')).toContain('checkIn.publish')
    for (const action of ['settings.edit', 'member.manage', 'apiKey.own', 'workspace.delete'] as const) {
      expect(mayWith('read', 'push', 'write')).not.toContain(action)
      expect(mayWith('admin')).toContain(action)
    }
    const viewerKey = { ...viewer, scopes: SCOPES }
    expect(ACTIONS.filter((action) => can(viewerKey, action, item))).toEqual([
      'profile.edit',
      'apiKey.own',
      'session.own',
    ])
  })

  test('each action needs one scope, and the two that widen a key need admin', () => {
    expect(
      Object.fromEntries(
        ['kpi.push', 'kpi.edit', 'profile.edit', 'apiKey.own', 'session.own', 'audit.read'].map((action) => [
          action,
          scopeOf(action as Action),
        ]),
      ),
    ).toEqual({
      'kpi.push': 'push',
      'kpi.edit': 'write',
      'profile.edit': 'write',
      'apiKey.own': 'admin',
      'session.own': 'admin',
      'audit.read': 'admin',
    })
  })
})

describe('canSee', () => {
  const whoSees = (facts: ItemFacts) =>
    Object.entries(everyone).flatMap(([name, who]) => (canSee(who, facts) ? [name] : []))
  const always = ['itemOwner', 'provider', 'lead', 'admin', 'owner']

  test('everyone, unless it says otherwise', () => {
    expect(whoSees(item)).toEqual(Object.keys(everyone))
    expect(whoSees({ ...item, visibility: { kind: 'everyone' } })).toEqual(Object.keys(everyone))
  })

  test('a unit: those in it and below it, and those who always see it', () => {
    const forUnit = (...unitIds: string[]) => whoSees({ ...item, visibility: { kind: 'unit', unitIds } })
    expect(forUnit('team').toSorted()).toEqual(['viewer', 'colleague', ...always].toSorted())
    expect(forUnit('sales').toSorted()).toEqual(['viewer', 'colleague', ...always].toSorted())
    expect(forUnit('support').toSorted()).toEqual(['stranger', 'otherLead', ...always].toSorted())
    expect(forUnit('team', 'support').toSorted()).toEqual(forUnit('company').toSorted())
    expect(forUnit()).toEqual(always)
    expect(forUnit('company').toSorted()).toEqual(
      ['viewer', 'stranger', 'colleague', 'otherLead', ...always].toSorted(),
    )
  })

  test('named people, and those who always see it', () => {
    const named: ItemFacts = { ...item, visibility: { kind: 'people', memberIds: ['viewer'] } }
    expect(whoSees(named).toSorted()).toEqual(['viewer', ...always].toSorted())
  })
})
