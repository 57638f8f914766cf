// What the log's filter offers, in words.
import type { MessageId } from '../../../i18n/translator.ts'

export const doors = ['http', 'rpc', 'mcp', 'job', 'scim'] as const
export const doorWords: Record<(typeof doors)[number], MessageId> = {
  http: 'members.audit.door.http',
  rpc: 'members.audit.door.rpc',
  mcp: 'members.audit.door.mcp',
  job: 'members.audit.door.job',
  scim: 'members.audit.door.scim',
}

export const subjectKinds = [
  'member',
  'invitation',
  'workspace',
  'unit',
  'cycle',
  'objective',
  'key_result',
  'initiative',
  'kpi',
  'signal',
  'comment',
  'scorecard',
  'connection',
  'pull',
  'scim_token',
  'sign_in_provider',
] as const
export const subjectWords: Record<(typeof subjectKinds)[number], MessageId> = {
  member: 'members.audit.subject.member',
  invitation: 'members.audit.subject.invitation',
  workspace: 'members.audit.subject.workspace',
  unit: 'members.audit.subject.unit',
  cycle: 'members.audit.subject.cycle',
  objective: 'members.audit.subject.objective',
  key_result: 'members.audit.subject.key_result',
  initiative: 'members.audit.subject.initiative',
  kpi: 'members.audit.subject.kpi',
  signal: 'members.audit.subject.signal',
  comment: 'members.audit.subject.comment',
  scorecard: 'members.audit.subject.scorecard',
  connection: 'members.audit.subject.connection',
  pull: 'members.audit.subject.pull',
  scim_token: 'members.audit.subject.scim_token',
  sign_in_provider: 'members.audit.subject.sign_in_provider',
}
