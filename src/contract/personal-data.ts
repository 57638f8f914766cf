// What is kept of a person: taken out as a file, and erased for good (DOMAIN.md section 10).
import { z } from 'zod'
import { operation } from './operation.ts'
import { At, ById, Id } from './shapes.ts'

const Rows = z.array(z.record(z.string(), z.unknown()))

export const PersonalData = z.object({
  format: z.literal('nhipcau-personal-data-1'),
  exportedAt: At,
  organisation: z.string(),
  /** Name, address, role, language, units, when they came, how they sign in. */
  profile: z.record(z.string(), z.unknown()),
  sessions: Rows,
  apiKeys: Rows,
  invitations: Rows,
  /** What they are responsible for, closed cycles included. */
  owns: z.object({ objectives: Rows, keyResults: Rows, initiatives: Rows, kpis: Rows }),
  checkIns: Rows,
  comments: Rows,
  reactions: Rows,
  annotations: Rows,
  /** Measurements with a note of theirs. */
  measurementNotes: Rows,
  scorecards: Rows,
  /** What they attached as evidence, with its content in base64. */
  scorecardFiles: Rows,
  savedViews: Rows,
  /** Every act of theirs in the audit log, and whatever others changed about them. */
  acts: Rows,
})

export const personalData = {
  personalData: {
    export: operation({
      method: 'POST',
      path: '/members/{id}/personal-data',
      summary: 'Everything that is kept of a person, as one document: my own; of anyone, for admins',
      access: 'profile.edit',
      secret: true,
      input: ById,
      output: PersonalData,
    }),
    erase: operation({
      method: 'POST',
      path: '/members/{id}/erase',
      summary:
        'Erase a person for good: name, address, sign-in and their words; figures and history stay whole',
      access: 'member.manage',
      secret: true,
      input: ById.extend({
        /** The person’s name, typed, for it cannot be undone. */
        name: z.string().max(400),
      }),
      output: z.object({ id: Id, erasedAt: At }),
    }),
  },
}

export type PersonalDataView = z.output<typeof PersonalData>
