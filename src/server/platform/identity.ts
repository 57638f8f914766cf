// Who is calling: accounts, sessions and API keys, kept by better-auth in a schema of its own.
import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import type pg from 'pg'
import { type ConnectionConfig, openPool } from './database.ts'
import type { Log } from './log.ts'

export type Identity = ReturnType<typeof openIdentity>

/** What a key carries: the workspace and the member that it acts for. */
export type KeyHolder = { workspaceId: string; memberId: string }

export function authOptions(pool: pg.Pool, baseUrl: string, secret: string) {
  return {
    database: pool,
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    // The address that the browser itself used: the server may be reached by several names.
    trustedOrigins: (request?: Request) => ownOrigins(request),
    emailAndPassword: { enabled: true, disableSignUp: false, minPasswordLength: 8, maxPasswordLength: 128 },
    disabledPaths: ['/sign-up/email'],
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24 },
    advanced: { cookiePrefix: 'nhipcau' },
    // Said here, where better-auth would decide by NODE_ENV: what runs must not depend on how it was built.
    rateLimit: { enabled: false },
    plugins: [
      apiKey({
        enableMetadata: true,
        defaultPrefix: 'nc_',
        rateLimit: { enabled: false },
        keyExpiration: { maxExpiresIn: 365 },
      }),
    ],
  }
}

function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get('host')
  return host ? [`http://${host}`, `https://${host}`] : []
}

export function openIdentity(config: ConnectionConfig, baseUrl: string, secret: string, log: Log) {
  const onError = (err: Error) => log.warn({ err }, 'a database connection was lost')
  const pool = openPool({ ...config, max: 4, options: '-c search_path=auth' }, onError)
  // A wrong key or password is an answer, not an event: what better-auth says of them is for whoever looks closely.
  const logger = { log: (_level: string, message: string) => log.debug(`better-auth: ${message}`) }
  const auth = betterAuth({ ...authOptions(pool, baseUrl, secret), logger })

  /** better-auth takes a database that is away for a wrong key: its no counts only where the database answers. */
  const requireDatabase = () => pool.query('select')

  return {
    /** Serves /api/auth/*: sign-in, sign-out, session. */
    handler: auth.handler,

    async hasAccounts(): Promise<boolean> {
      const { rows } = await pool.query<{ any: boolean }>('select exists (select from "user") as any')
      return rows[0]?.any ?? false
    },

    /** Makes an account, or answers null where the address is taken. */
    async createAccount(name: string, email: string, password: string): Promise<{ userId: string } | null> {
      const context = await auth.$context
      const existing = await context.internalAdapter.findUserByEmail(email.toLowerCase())
      if (existing) return null
      const user = await context.internalAdapter.createUser(
        { name, email: email.toLowerCase(), emailVerified: false },
        { method: 'email-password' },
      )
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await context.password.hash(password),
      })
      return { userId: user.id }
    },

    async removeAccount(userId: string): Promise<void> {
      await (await auth.$context).internalAdapter.deleteUser(userId)
    },

    async userOfSession(headers: Headers): Promise<string | null> {
      const session = await auth.api.getSession({ headers }).catch(() => null)
      if (!session) await requireDatabase()
      return session?.user.id ?? null
    },

    async holderOfKey(key: string): Promise<KeyHolder | null> {
      const answer = await auth.api.verifyApiKey({ body: { key } })
      if (!answer.valid) await requireDatabase()
      const metadata = answer.valid ? answer.key?.metadata : null
      return metadata && typeof metadata.workspaceId === 'string' && typeof metadata.memberId === 'string'
        ? { workspaceId: metadata.workspaceId, memberId: metadata.memberId }
        : null
    },

    async createKey(userId: string, holder: KeyHolder, name: string, expiresInDays?: number) {
      return auth.api.createApiKey({
        body: {
          userId,
          name,
          metadata: holder,
          ...(expiresInDays ? { expiresIn: expiresInDays * 24 * 60 * 60 } : {}),
        },
      })
    },

    async listKeys(userId: string) {
      const { rows } = await pool.query<{
        id: string
        name: string | null
        start: string | null
        createdAt: Date
        expiresAt: Date | null
        lastRequest: Date | null
        metadata: string | null
      }>(
        'select id, name, start, "createdAt", "expiresAt", "lastRequest", metadata from apikey where "referenceId" = $1 order by "createdAt" desc',
        [userId],
      )
      return rows
    },

    async revokeKey(userId: string, id: string): Promise<boolean> {
      const { rowCount } = await pool.query('delete from apikey where "referenceId" = $1 and id = $2', [
        userId,
        id,
      ])
      return (rowCount ?? 0) > 0
    },

    close: () => pool.end(),
  }
}
