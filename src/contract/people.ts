// The organisation: set-up, who I am, workspace settings, units, API keys, audit.
import { z } from 'zod'
import { SCOPES } from '../core/people/permissions.ts'
import { Member, Password } from './members.ts'
import { operation } from './operation.ts'
import { At, ById, Flag, Id, Locale, listOf, Page, Title, versioned } from './shapes.ts'

const TimeZone = z.string().min(1).max(64)

export const Workspace = z.object({
  id: Id,
  name: Title,
  locale: Locale,
  timeZone: TimeZone,
  firstWeekday: z.int().min(1).max(7),
  fiscalStartMonth: z.int().min(1).max(12),
  checkInWeekday: z.int().min(1).max(7),
  graceDays: z.int().min(0).max(6),
  onTrackRatio: z.number().min(0).max(1),
  atRiskRatio: z.number().min(0).max(1),
  earlyShare: z.number().min(0).max(1),
  /** Lowest scores of the bands (DOMAIN.md 8): aspirational amber and green; committed is amber from the second. */
  amberFrom: z.number().min(0).max(1),
  greenFrom: z.number().min(0).max(1),
  ...versioned,
})

export const Unit = z.object({
  id: Id,
  name: Title,
  parentId: Id.nullable(),
  archivedAt: At.nullable(),
  ...versioned,
})

const Scopes = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length)

export const ApiKey = z.object({
  id: z.string(),
  /** Whom the key acts for. */
  memberId: Id,
  name: z.string(),
  /** The first characters of the key, to tell it by. */
  start: z.string().nullable(),
  scopes: Scopes,
  createdAt: At,
  expiresAt: At.nullable(),
  lastUsedAt: At.nullable(),
})

export const AuditEntry = z.object({
  id: Id,
  at: At,
  actorId: Id.nullable(),
  door: z.string(),
  operation: z.string(),
  subject: z.object({ kind: z.string(), id: Id }),
  before: z.unknown(),
  after: z.unknown(),
  /** Place in the chain of this workspace, from 1, and the digest over this row and the digest before it. */
  seq: z.int(),
  digest: z.string(),
})

const Chain = z.object({
  /** Rows that were checked. */
  rows: z.int(),
  /** The last row's place and digest. Kept elsewhere, they show that nothing was cut off at the end. */
  head: z.object({ seq: z.int(), digest: z.string() }),
  /** The first place where the chain does not hold. */
  fault: z.object({ seq: z.int(), kind: z.enum(['altered', 'missing', 'cut_off', 'rewritten']) }).nullable(),
})

const Setup = z.object({
  workspace: z.object({
    name: Title,
    locale: Locale.default('vi'),
    timeZone: TimeZone.default('Asia/Ho_Chi_Minh'),
  }),
  owner: z.object({ name: Title, email: z.email().max(320), password: Password }),
  sample: z.boolean().default(false),
})

export const people = {
  setup: {
    status: operation({
      method: 'GET',
      path: '/setup',
      summary: 'Whether this installation still waits for its first organisation',
      access: 'public',
      input: z.object({}),
      output: z.object({ needed: z.boolean() }),
    }),
    run: operation({
      method: 'POST',
      path: '/setup',
      summary: 'Create an organisation and its owner; answers with an API key of the owner',
      access: 'setup',
      status: 201,
      input: Setup,
      output: z.object({ workspaceId: Id, memberId: Id, apiKey: z.string() }),
    }),
  },
  session: {
    me: operation({
      method: 'GET',
      path: '/me',
      summary: 'Who is signed in, where, and with which rights',
      access: 'member',
      input: z.object({}),
      output: z.object({ member: Member, workspace: Workspace, today: z.iso.date() }),
      tool: 'Say who you are acting for, in which organisation, and what date it is there.',
    }),
  },
  workspace: {
    get: operation({
      method: 'GET',
      path: '/workspace',
      summary: 'Settings of the organisation',
      access: 'member',
      input: z.object({}),
      output: Workspace,
    }),
    update: operation({
      method: 'PATCH',
      path: '/workspace',
      summary: 'Change settings of the organisation',
      access: 'settings.edit',
      input: Workspace.omit({ id: true, version: true, createdAt: true }).partial(),
      output: Workspace,
    }),
  },
  units: {
    list: operation({
      method: 'GET',
      path: '/units',
      summary: 'Units of the organisation; the archived ones as well, on request',
      access: 'member',
      input: z.object({ ...Page, archived: Flag.default(false) }),
      output: listOf(Unit),
      tool: 'List the units (divisions and teams) of the organisation.',
    }),
    get: operation({
      method: 'GET',
      path: '/units/{id}',
      summary: 'One unit',
      access: 'member',
      input: ById,
      output: Unit,
    }),
    create: operation({
      method: 'POST',
      path: '/units',
      summary: 'Create a unit',
      access: 'unit.manage',
      status: 201,
      input: z.object({ name: Title, parentId: Id.nullish() }),
      output: Unit,
    }),
    update: operation({
      method: 'PATCH',
      path: '/units/{id}',
      summary: 'Rename a unit or move it in the tree',
      access: 'unit.manage',
      input: ById.extend({ name: Title.optional(), parentId: Id.nullish() }),
      output: Unit,
    }),
    archive: operation({
      method: 'POST',
      path: '/units/{id}/archive',
      summary: 'Archive a unit without units below it: it takes in nothing new, and keeps its history',
      access: 'unit.manage',
      input: ById,
      output: Unit,
    }),
    restore: operation({
      method: 'POST',
      path: '/units/{id}/restore',
      summary: 'Take an archived unit back into use',
      access: 'unit.manage',
      input: ById,
      output: Unit,
    }),
    setMember: operation({
      method: 'PUT',
      path: '/units/{id}/members/{memberId}',
      summary: 'Put a person into a unit, as a lead or not',
      access: 'unit.manage',
      input: ById.extend({ memberId: Id, isLead: z.boolean().default(false) }),
      output: Member,
    }),
    removeMember: operation({
      method: 'DELETE',
      path: '/units/{id}/members/{memberId}',
      summary: 'Take a person out of a unit',
      access: 'unit.manage',
      input: ById.extend({ memberId: Id }),
      output: Member,
    }),
  },
  apiKeys: {
    list: operation({
      method: 'GET',
      path: '/api-keys',
      summary: 'My API keys; of everyone, for admins',
      access: 'member',
      input: z.object({ of: z.enum(['me', 'everyone']).default('me') }),
      output: listOf(ApiKey),
    }),
    create: operation({
      method: 'POST',
      path: '/api-keys',
      summary: 'Create an API key with my rights, narrowed by scopes; the key is shown once',
      secret: true,
      access: 'apiKey.own',
      status: 201,
      input: z.object({
        name: z.string().trim().min(1).max(32),
        scopes: Scopes.default([...SCOPES]),
        expiresInDays: z.int().min(1).max(365).optional(),
      }),
      output: ApiKey.extend({ key: z.string() }),
    }),
    revoke: operation({
      method: 'DELETE',
      path: '/api-keys/{id}',
      summary: 'Revoke one of my API keys; anyone’s, for admins',
      access: 'apiKey.own',
      input: z.object({ id: z.string().min(1).max(100) }),
      output: z.object({}),
    }),
  },
  audit: {
    list: operation({
      method: 'GET',
      path: '/audit',
      summary: 'Every change and every sign-in, newest first',
      access: 'audit.read',
      input: z.object({
        ...Page,
        subjectId: Id.optional(),
        /** `member`, `objective`, `kpi` and so on. */
        subjectKind: z.string().max(100).optional(),
        actorId: Id.optional(),
        /** Where it came in: REST, the screens, an assistant, the server itself. */
        door: z.enum(['http', 'rpc', 'mcp', 'job', 'scim']).optional(),
        /** A name, or the beginning of some: `members.` for all of them. */
        operation: z.string().max(100).optional(),
        from: At.optional(),
        until: At.optional(),
      }),
      output: listOf(AuditEntry),
    }),
    verify: operation({
      method: 'GET',
      path: '/audit/verify',
      summary: 'Check the whole log of this organisation: no row altered, none missing',
      access: 'audit.read',
      input: z.object({}),
      output: Chain,
    }),
    verifyAll: operation({
      method: 'GET',
      path: '/audit/verify-all',
      summary: 'Check the logs of every organisation of this installation',
      access: 'operator',
      input: z.object({
        /** Heads of earlier answers, WORKSPACE:SEQ:DIGEST with commas between: a log that no longer holds one was rewritten. */
        expect: z.string().max(10_000).default(''),
      }),
      output: z.object({ items: z.array(Chain.extend({ workspaceId: Id, workspace: z.string() })) }),
    }),
  },
}

export type WorkspaceView = z.output<typeof Workspace>
export type ApiKeyView = z.output<typeof ApiKey>
export type ChainView = z.output<typeof Chain>
export type UnitView = z.output<typeof Unit>
