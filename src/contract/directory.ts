// Tokens of the organisation's directory, which tells of people and groups at /scim/v2 (SCIM 2.0).
import { z } from 'zod'
import { operation } from './operation.ts'
import { At, ById, Id, listOf } from './shapes.ts'

export const ScimToken = z.object({
  id: Id,
  name: z.string(),
  createdBy: Id,
  createdAt: At,
  expiresAt: At.nullable(),
  lastUsedAt: At.nullable(),
})

export const directory = {
  scimTokens: {
    list: operation({
      method: 'GET',
      path: '/scim-tokens',
      summary: 'Tokens of directories that tell of people and groups',
      access: 'signIn.manage',
      input: z.object({}),
      output: listOf(ScimToken).extend({
        /** The address to enter at the directory. */
        address: z.url(),
      }),
    }),
    create: operation({
      method: 'POST',
      path: '/scim-tokens',
      summary: 'Make a token for a directory; it works at /scim/v2 alone, and is shown once',
      access: 'signIn.manage',
      secret: true,
      status: 201,
      input: z.object({
        name: z.string().trim().min(1).max(60),
        expiresInDays: z.int().min(1).max(3650).optional(),
      }),
      output: ScimToken.extend({ token: z.string() }),
    }),
    revoke: operation({
      method: 'DELETE',
      path: '/scim-tokens/{id}',
      summary: 'Revoke a directory’s token',
      access: 'signIn.manage',
      input: ById,
      output: z.object({}),
    }),
  },
}

export type ScimTokenView = z.output<typeof ScimToken>
