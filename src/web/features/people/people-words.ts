// Roles and states of people in the reader's words.
import type { InvitationView, MemberView } from '../../../contract/members.ts'
import type { MessageId } from '../../../i18n/translator.ts'

export const roleWords: Record<MemberView['role'], MessageId> = {
  owner: 'members.role.owner',
  admin: 'members.role.admin',
  member: 'members.role.member',
  viewer: 'members.role.viewer',
}

export const roleHints: Record<InvitationView['role'], MessageId> = {
  admin: 'members.role.admin.hint',
  member: 'members.role.member.hint',
  viewer: 'members.role.viewer.hint',
}

export const givenRoles: InvitationView['role'][] = ['member', 'viewer', 'admin']
