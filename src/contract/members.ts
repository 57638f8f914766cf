// People of the organisation: who they are, how they come, what they may do, how they leave.
import { z } from 'zod'
import { operation } from './operation.ts'
import { At, ById, Id, Locale, listOf, Page, Role, Title, versioned } from './shapes.ts'

/** Every role but the owner's, which is handed on and never given. */
export const GivenRole = Role.exclude(['owner'])

export const Member = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  unitIds: z.array(Id),
  leadOf: z.array(Id),
  deactivatedAt: At.nullable(),
  /** Since when nothing personal is kept of them; their name then only says so. */
  erasedAt: At.nullable(),
  ...versioned,
})

/** What a person owns in what is still open; what lies in closed cycles stays theirs. */
const Owned = z.object({ objectives: z.int(), keyResults: z.int(), initiatives: z.int(), kpis: z.int() })

const Invitation = z.object({
  id: Id,
  email: z.string().nullable(),
  role: GivenRole,
  unitIds: z.array(Id),
  invitedBy: Id,
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  acceptedBy: Id.nullable(),
  /** When the mail went out; null where there is no mail server, no address, or it could not be sent yet. */
  mailedAt: At.nullable(),
  /** When the mail was given up: the mail server refuses it, or was away for too long. */
  mailFailedAt: At.nullable(),
  expiresAt: At,
  createdAt: At,
})

const InvitationWithLink = Invitation.extend({
  /** The address to join at. It is shown once; `invitations.renew` makes another. */
  link: z.url(),
  /** Whether a mail with the link is on its way. */
  isMailed: z.boolean(),
})

const Token = z.string().min(1).max(200)
export const Password = z.string().min(8).max(128)
const InUnit = z.object({ unitId: Id, isLead: z.boolean().default(false) })

export const members = {
  members: {
    list: operation({
      method: 'GET',
      path: '/members',
      summary: 'People of the organisation; those who left as well, unless narrowed',
      access: 'member',
      input: z.object({
        ...Page,
        q: z.string().max(200).optional(),
        state: z.enum(['active', 'deactivated']).optional(),
      }),
      output: listOf(Member),
      tool: 'List the people of the organisation, with their roles and units. `q` searches names and addresses.',
    }),
    get: operation({
      method: 'GET',
      path: '/members/{id}',
      summary: 'One person, with what they own in what is still open',
      access: 'member',
      input: ById,
      output: Member.extend({ owns: Owned }),
    }),
    update: operation({
      method: 'PATCH',
      path: '/members/{id}',
      summary: 'Change a person’s role or the units that they belong to and lead',
      access: 'member.manage',
      input: ById.extend({ role: Role.optional(), units: z.array(InUnit).max(200).optional() }),
      output: Member,
    }),
    deactivate: operation({
      method: 'POST',
      path: '/members/{id}/deactivate',
      summary: 'End a person’s access and hand what they own to a successor; their history stays',
      access: 'member.manage',
      input: ById.extend({ successorId: Id.optional() }),
      output: Member.extend({ handedOver: Owned }),
    }),
    reactivate: operation({
      method: 'POST',
      path: '/members/{id}/reactivate',
      summary: 'Give a person access again, with the role that they had',
      access: 'member.manage',
      input: ById,
      output: Member,
    }),
    handOwnershipOn: operation({
      method: 'POST',
      path: '/members/{id}/ownership',
      summary: 'Hand the ownership of the organisation on; the owner until now stays as an admin',
      access: 'workspace.handOwnershipOn',
      input: ById,
      output: Member,
    }),
    rename: operation({
      method: 'PATCH',
      path: '/me',
      summary: 'Change my name or the language that I am written to in',
      access: 'profile.edit',
      input: z.object({ name: Title.optional(), locale: Locale.nullish() }),
      output: Member,
    }),
  },
  invitations: {
    list: operation({
      method: 'GET',
      path: '/invitations',
      summary: 'Invitations, newest first',
      access: 'member.manage',
      input: z.object(Page),
      output: listOf(Invitation),
    }),
    create: operation({
      method: 'POST',
      path: '/invitations',
      summary: 'Invite one person; with an address and a mail server, by mail',
      access: 'member.manage',
      secret: true,
      status: 201,
      input: z.object({
        email: z.email().max(320).nullish(),
        role: GivenRole.default('member'),
        unitIds: z.array(Id).max(200).default([]),
      }),
      output: InvitationWithLink,
    }),
    renew: operation({
      method: 'POST',
      path: '/invitations/{id}/renew',
      summary: 'Make a new link, and mail it again; the one before no longer works',
      access: 'member.manage',
      secret: true,
      input: ById,
      output: InvitationWithLink,
    }),
    revoke: operation({
      method: 'DELETE',
      path: '/invitations/{id}',
      summary: 'Revoke an invitation that nobody has accepted',
      access: 'member.manage',
      input: ById,
      output: Invitation,
    }),
  },
  join: {
    look: operation({
      method: 'POST',
      path: '/join/look',
      summary: 'What an invitation is to, before it is accepted',
      access: 'public',
      input: z.object({ token: Token }),
      output: z.object({
        workspace: z.string(),
        locale: Locale,
        invitedBy: z.string(),
        email: z.string().nullable(),
        role: GivenRole,
        /** Whether whoever asks is signed in with an account already. */
        isSignedIn: z.boolean(),
      }),
    }),
    accept: operation({
      method: 'POST',
      path: '/join',
      summary: 'Accept an invitation: with a new account, or with the one that is signed in',
      access: 'public',
      status: 201,
      input: z.object({
        token: Token,
        account: z
          .object({ name: Title, email: z.email().max(320).optional(), password: Password })
          .optional(),
      }),
      output: z.object({ workspaceId: Id, memberId: Id, email: z.string() }),
    }),
  },
}

export type MemberView = z.output<typeof Member>
export type InvitationView = z.output<typeof Invitation>
export type OwnedView = z.output<typeof Owned>
