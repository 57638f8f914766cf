// How better-auth is set: password, second factor, passkeys, API keys, cookies, and what follows a sign-in.

import { apiKey } from '@better-auth/api-key'
import { createAuthEndpoint, createAuthMiddleware } from '@better-auth/core/api'
import { passkey } from '@better-auth/passkey'
import type { AuthContext, BetterAuthPlugin } from 'better-auth'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins'
import type pg from 'pg'
import { z } from 'zod'

/** What the rest of the server does when somebody signed in, changed how they sign in, or forgot their password. */
export type SignInHooks = {
  /** `operation`: session.signIn or account.…; `by`: the way, such as password, totp, passkey. */
  happened(userId: string, operation: string, by: string): Promise<void>
  /** Somebody was refused as this account; never throws. */
  refused(userId: string, by: string): Promise<void>
  /** Queues the letter with the link that sets a new password. */
  resetPassword(user: { id: string; email: string }, link: string, validSeconds: number): Promise<void>
}

const resetSeconds = 60 * 60

const noHooks: SignInHooks = {
  happened: async () => {},
  refused: async () => {},
  resetPassword: async () => {},
}

export function authOptions(pool: pg.Pool, baseUrl: string, secret: string, hooks: SignInHooks = noHooks) {
  const { hostname } = new URL(baseUrl)
  return {
    database: pool,
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    // The address that the browser itself used: the server may be reached by several names.
    trustedOrigins: (request?: Request) => ownOrigins(request),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetSeconds,
      sendResetPassword: async ({ user, token }: { user: { id: string; email: string }; token: string }) =>
        hooks.resetPassword(user, `${baseUrl}/reset-password?token=${token}`, resetSeconds),
    },
    // The link of a letter is kept nowhere: whoever reads the database cannot set a password with it.
    verification: {
      storeIdentifier: { default: 'plain' as const, overrides: { 'reset-password:': 'hashed' as const } },
    },
    session: {
      expiresIn: 60 * 60 * 24 * 30,
      updateAge: 60 * 60 * 24,
      additionalFields: {
        workspaceId: { type: 'string' as const, required: false, input: false },
        openWorkspaceId: { type: 'string' as const, required: false, input: false },
      },
    },
    advanced: {
      cookiePrefix: 'nhipcau',
      // Over HTTPS cookies are sent over HTTPS alone.
      useSecureCookies: baseUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    // Guessing is slowed down by the guard in front of it, which several processes share.
    rateLimit: { enabled: false },
    plugins: [
      apiKey({
        enableMetadata: true,
        defaultPrefix: 'nc_',
        rateLimit: { enabled: false },
        keyExpiration: { maxExpiresIn: 365 },
      }),
      twoFactor({ issuer: 'Nhịp Cầu', allowPasswordless: true }),
      passkey({ rpName: 'Nhịp Cầu', rpID: hostname }),
      boundSessions(),
      traces(hooks),
    ],
  }
}

/** Where the server itself writes the caller's address, over whatever a caller wrote there. */
export const addressHeader = 'x-nhipcau-address'

function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get('host')
  return host ? [`http://${host}`, `https://${host}`] : []
}

/** What an address of better-auth means, once it succeeded: what happened, and by which way. */
const meanings: Record<string, [operation: string, by: string]> = {
  '/sign-in/email': ['session.signIn', 'password'],
  '/two-factor/verify-totp': ['session.signIn', 'totp'],
  '/two-factor/verify-backup-code': ['session.signIn', 'recovery_code'],
  '/passkey/verify-authentication': ['session.signIn', 'passkey'],
  '/two-factor/enable': ['account.totpPrepared', 'password'],
  '/two-factor/disable': ['account.totpOff', 'password'],
  '/two-factor/generate-backup-codes': ['account.recoveryCodes', 'password'],
  '/passkey/verify-registration': ['account.passkeyAdded', 'passkey'],
  '/passkey/delete-passkey': ['account.passkeyRemoved', 'session'],
  '/change-password': ['account.passwordChanged', 'password'],
}

type Tried = {
  body?: { email?: unknown }
  getSignedCookie(name: string, secret: string): Promise<string | null | false | undefined>
  context: Pick<AuthContext, 'createAuthCookie' | 'secret' | 'internalAdapter'>
}

/** Whose account was tried: the one of the address, or of the first step that a second one follows. */
async function whoTried({ body, getSignedCookie, context }: Tried): Promise<string | null> {
  const { internalAdapter, secret } = context
  if (typeof body?.email === 'string')
    return (await internalAdapter.findUserByEmail(body.email.toLowerCase()))?.user.id ?? null
  const step = await getSignedCookie(context.createAuthCookie('two_factor').name, secret)
  return step ? ((await internalAdapter.findVerificationValue(step))?.value ?? null) : null
}

/** Sessions that an organisation's single sign-on makes. Only the server itself calls this: it is no address of the web. */
function boundSessions() {
  return {
    id: 'bound-sessions',
    endpoints: {
      openBoundSession: createAuthEndpoint(
        '/bound-session',
        {
          method: 'POST',
          body: z.object({ userId: z.string(), workspaceId: z.string() }),
          metadata: { SERVER_ONLY: true as const },
        },
        async (ctx) => {
          const { userId, workspaceId } = ctx.body
          const { internalAdapter } = ctx.context
          const user = await internalAdapter.findUserById(userId)
          if (!user) throw new Error('no such account')
          const session = await internalAdapter.createSession(userId, false, { workspaceId })
          await setSessionCookie(ctx, { session, user })
          return ctx.json({})
        },
      ),
    },
  } satisfies BetterAuthPlugin
}

/** Stands last among the plugins, so that it sees only sign-ins that nothing before it holds back. */
function traces(hooks: SignInHooks): BetterAuthPlugin {
  return {
    id: 'traces',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path !== undefined && path in meanings,
          handler: createAuthMiddleware(async (ctx) => {
            const [operation, by] = meanings[ctx.path] ?? ['', '']
            if (ctx.context.returned instanceof Error) {
              // Not waited for: how long it takes would tell whether the address is known.
              if (operation === 'session.signIn')
                void whoTried(ctx).then((id) => (id === null ? undefined : hooks.refused(id, by)))
              return
            }
            const signedIn = ctx.context.newSession
            // A code that confirms a new authenticator is no sign-in: a session was there before.
            if (ctx.path === '/two-factor/verify-totp' && ctx.context.session)
              return hooks.happened(ctx.context.session.user.id, 'account.totpOn', by)
            if (operation === 'session.signIn') {
              if (signedIn) await hooks.happened(signedIn.user.id, operation, by)
              return
            }
            const userId = ctx.context.session?.user.id ?? signedIn?.user.id
            if (userId) await hooks.happened(userId, operation, by)
          }),
        },
      ],
    },
  }
}
