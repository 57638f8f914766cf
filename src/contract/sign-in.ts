// How people sign in: what the sign-in page offers, my sessions, my ways in. Signing in itself is at /api/auth.
import { z } from 'zod'
import { operation } from './operation.ts'
import { At, ById, Id, listOf } from './shapes.ts'

export const Session = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  createdAt: At,
  lastSeenAt: At,
  expiresAt: At,
  address: z.string().nullable(),
  /** What the browser called itself. */
  agent: z.string().nullable(),
})

export const signIn = {
  account: {
    get: operation({
      method: 'GET',
      path: '/account',
      summary: 'How I can sign in',
      access: 'member',
      input: z.object({}),
      output: z.object({
        hasPassword: z.boolean(),
        hasTotp: z.boolean(),
        passkeys: z.int(),
        /** Signed in through the organisation: how is decided there, and not changed here. */
        isBound: z.boolean(),
      }),
    }),
    offers: operation({
      method: 'GET',
      path: '/sign-in',
      summary: 'What the sign-in page offers',
      access: 'public',
      input: z.object({}),
      output: z.object({
        canReset: z.boolean(),
        /** Providers of single sign-on that show themselves to everyone. */
        providers: z.array(
          z.object({
            name: z.string(),
            startUrl: z.url(),
            /** Where more than one organisation shows one. */
            workspace: z.string().nullable(),
          }),
        ),
      }),
    }),
  },
  workspaces: {
    list: operation({
      method: 'GET',
      path: '/workspaces',
      summary: 'The organisations that I belong to and that this sign-in holds for',
      access: 'member',
      input: z.object({}),
      output: listOf(z.object({ id: Id, name: z.string(), isCurrent: z.boolean() })),
    }),
    open: operation({
      method: 'POST',
      path: '/workspaces/{id}/open',
      summary: 'Go to another of my organisations in this browser, without signing in again',
      access: 'session.own',
      input: ById,
      output: z.object({}),
    }),
  },
  sessions: {
    list: operation({
      method: 'GET',
      path: '/sessions',
      summary: 'Where I am signed in, the latest first',
      access: 'member',
      input: z.object({}),
      output: listOf(Session),
    }),
    revoke: operation({
      method: 'DELETE',
      path: '/sessions/{id}',
      summary: 'End one of my sessions',
      access: 'session.own',
      input: z.object({ id: z.string().min(1).max(100) }),
      output: z.object({}),
    }),
    revokeOthers: operation({
      method: 'POST',
      path: '/sessions/revoke-others',
      summary: 'End all of my sessions but this one',
      access: 'session.own',
      input: z.object({}),
      output: z.object({ ended: z.int() }),
    }),
  },
}

export type SessionView = z.output<typeof Session>
