// Who is calling: accounts, sessions and API keys, kept by better-auth in a schema of its own.
import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import type pg from 'pg'
import { SCOPES, type Scope } from '../../core/people/permissions.ts'
import { type ConnectionConfig, openPool } from './database.ts'
import type { Log } from './log.ts'

export type Identity = ReturnType<typeof openIdentity>

/** What a key carries: the workspace and the member that it acts for, and what it is narrowed to. */
export type KeyHolder = { workspaceId: string; memberId: string; scopes?: readonly Scope[] }

export type StoredKey = {
  id: string
  memberId: string
  name: string
  start: string | null
  scopes: Scope[]
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

type KeyRow = {
  id: string
  name: string | null
  start: string | null
  createdAt: Date
  expiresAt: Date | null
  lastRequest: Date | null
  metadata: string | null
}

function storedKey(row: KeyRow, { memberId, scopes = SCOPES }: KeyHolder): StoredKey {
  const { id, name, start, createdAt, expiresAt, lastRequest } = row
  return {
    id,
    memberId,
    name: name ?? '',
    start,
    scopes: [...scopes],
    createdAt,
    expiresAt,
    lastUsedAt: lastRequest,
  }
}

/** Keys made before there were scopes carry none and are not narrowed. */
function holderIn(metadata: unknown): KeyHolder | null {
  if (typeof metadata !== 'object' || metadata === null) return null
  const { workspaceId, memberId, scopes } = metadata as Record<string, unknown>
  if (typeof workspaceId !== 'string' || typeof memberId !== 'string') return null
  if (!Array.isArray(scopes)) return { workspaceId, memberId }
  return { workspaceId, memberId, scopes: SCOPES.filter((scope) => scopes.includes(scope)) }
}

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

/** Keys, for one, are made by the contract's operation, which says whom they act for; a browser must not say it. */
const openPaths = new Set(['/sign-in/email', '/sign-out', '/get-session'])

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
    /** Serves what of /api/auth/* is for browsers: the rest of better-auth is for this server alone. */
    async handler(request: Request): Promise<Response> {
      const path = new URL(request.url).pathname.slice('/api/auth'.length)
      if (!openPaths.has(path)) return new Response(null, { status: 404 })
      return auth.handler(request)
    },

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

    async account(userId: string): Promise<{ name: string; email: string } | null> {
      const text = 'select name, email from "user" where id = $1'
      return (await pool.query<{ name: string; email: string }>(text, [userId])).rows[0] ?? null
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
      return answer.valid ? holderIn(answer.key?.metadata) : null
    },

    async createKey(userId: string, holder: KeyHolder, name: string, expiresInDays?: number) {
      const made = await auth.api.createApiKey({
        body: {
          userId,
          name,
          metadata: holder,
          ...(expiresInDays ? { expiresIn: expiresInDays * 24 * 60 * 60 } : {}),
        },
      })
      const { id, key, start, createdAt, expiresAt } = made
      const stored = {
        id,
        name,
        start,
        createdAt,
        expiresAt,
        lastRequest: null,
        metadata: JSON.stringify(holder),
      }
      return { key, ...storedKey(stored, holder) }
    },

    /** Every key that acts in this workspace, newest first. */
    async listKeys(workspaceId: string): Promise<StoredKey[]> {
      const { rows } = await pool.query<KeyRow>(
        `select id, name, start, "createdAt", "expiresAt", "lastRequest", metadata from apikey
         where metadata like '%' || $1 || '%' order by "createdAt" desc`,
        [workspaceId],
      )
      return rows.flatMap((row) => {
        const holder = holderIn(JSON.parse(row.metadata ?? 'null'))
        return holder?.workspaceId === workspaceId ? [storedKey(row, holder)] : []
      })
    },

    async revokeKey(id: string): Promise<void> {
      await pool.query('delete from apikey where id = $1', [id])
    },

    close: () => pool.end(),
  }
}
