// Who is calling: accounts, sessions and API keys, kept by better-auth in a schema of its own.
import { betterAuth } from 'better-auth'
import { SCOPES, type Scope } from '../../core/people/permissions.ts'
import { addressHeader, authOptions, type SignInHooks } from './auth-options.ts'
import { serveAuth } from './auth-paths.ts'
import type { Clock } from './clock.ts'
import { type ConnectionConfig, openPool, query_timeout } from './database.ts'
import type { Log } from './log.ts'
import { openGuard } from './sign-in-guard.ts'

export type Identity = ReturnType<typeof openIdentity>

/** What a key carries: the workspace and the member that it acts for, and what it is narrowed to. */
export type KeyHolder = { workspaceId: string; memberId: string; scopes?: readonly Scope[] }

export type Session = {
  id: string
  userId: string
  /** The one workspace that single sign-on vouched for; null: all of the person's. */
  workspaceId: string | null
  /** The workspace that this browser has open. */
  openWorkspaceId: string | null
}

export type StoredSession = {
  id: string
  createdAt: Date
  updatedAt: Date
  expiresAt: Date
  address: string | null
  agent: string | null
}

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

function holderIn(metadata: unknown): KeyHolder | null {
  if (typeof metadata !== 'object' || metadata === null) return null
  const { workspaceId, memberId } = metadata as Record<string, unknown>
  if (typeof workspaceId !== 'string' || typeof memberId !== 'string') return null
  const scopes = scopesIn(metadata)
  return { workspaceId, memberId, ...(scopes ? { scopes } : {}) }
}

/** Keys made before there were scopes carry none and are not narrowed. */
export function scopesIn(metadata: unknown): Scope[] | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('scopes' in metadata)) return undefined
  const { scopes } = metadata
  return Array.isArray(scopes) ? SCOPES.filter((scope) => scopes.includes(scope)) : undefined
}

/** A key as a call finds it, in JSON's words. */
export type UsedKey = { id: string; expiresAt: string | null; lastRequest: string | null; metadata: unknown }

export const isExpired = ({ expiresAt }: UsedKey, now: Date) =>
  expiresAt !== null && Date.parse(expiresAt) <= now.getTime()

/** A sign-in is made anew at least this often. */
const longestSession = 90 * 24 * 60 * 60_000

/** A key's last use is told to the minute: a feed that pushes all the time does not write it all the time. */
const usedWithin = 60_000

export function openIdentity(
  config: ConnectionConfig,
  { baseUrl, secret, clock, log }: { baseUrl: string; secret: string; clock: Clock; log: Log },
  hooks: SignInHooks,
) {
  const onError = (err: Error) => log.warn({ err }, 'a database connection was lost')
  const pool = openPool({ ...config, max: 4, query_timeout, options: '-c search_path=auth' }, onError)
  // A wrong key or password is an answer, not an event: what better-auth says of them is for whoever looks closely.
  const logger = { log: (_level: string, message: string) => log.debug(`better-auth: ${message}`) }
  const auth = betterAuth({ ...authOptions(pool, baseUrl, secret, hooks), logger })
  const guard = openGuard(pool, secret, clock)
  const noted = new Map<string, number>()

  /** better-auth takes a database that is away for a wrong key: its no counts only where the database answers. */
  const requireDatabase = () => pool.query('select')

  return {
    /** Serves what of /api/auth/* is for browsers; `address` is the caller's. */
    async handler(request: Request, address: string): Promise<Response> {
      const isSecure = baseUrl.startsWith('https:')
      const answer = await serveAuth(auth, guard, request, { address, isSecure, log })
      if (answer.status >= 500) await requireDatabase()
      return answer
    },

    forgetAttempts: guard.forget,

    async hasAccounts(): Promise<boolean> {
      const { rows } = await pool.query<{ any: boolean }>('select exists (select from "user") as any')
      return rows[0]?.any ?? false
    },

    /** Makes an account, or answers null where the address is taken. Without a password others vouch for the person. */
    async createAccount(
      name: string,
      email: string,
      password: string | null,
    ): Promise<{ userId: string } | null> {
      const context = await auth.$context
      const existing = await context.internalAdapter.findUserByEmail(email.toLowerCase())
      if (existing) return null
      const user = await context.internalAdapter.createUser(
        { name, email: email.toLowerCase(), emailVerified: false },
        { method: 'email-password' },
      )
      if (password !== null)
        await context.internalAdapter.linkAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: await context.password.hash(password),
        })
      return { userId: user.id }
    },

    async accountOf(email: string): Promise<{ userId: string } | null> {
      const text = 'select id as "userId" from "user" where email = $1'
      return (await pool.query<{ userId: string }>(text, [email.toLowerCase()])).rows[0] ?? null
    },

    /** Signs a browser in for one workspace alone; answers with the cookies to set. */
    async openBoundSession(
      userId: string,
      workspaceId: string,
      { address, agent }: { address: string; agent: string },
    ): Promise<string[]> {
      const { headers } = await auth.api.openBoundSession({
        body: { userId, workspaceId },
        headers: new Headers({ [addressHeader]: address, 'user-agent': agent }),
        returnHeaders: true,
      })
      return headers.getSetCookie()
    },

    mayStart: guard.mayStart,

    async account(userId: string): Promise<{ name: string; email: string } | null> {
      const text = 'select name, email from "user" where id = $1'
      return (await pool.query<{ name: string; email: string }>(text, [userId])).rows[0] ?? null
    },

    async removeAccount(userId: string): Promise<void> {
      await (await auth.$context).internalAdapter.deleteUser(userId)
    },

    /** Who a browser is signed in as, and the one workspace where that counts if single sign-on made the session. */
    async sessionOf(headers: Headers): Promise<Session | null> {
      const session = await auth.api.getSession({ headers }).catch(() => null)
      if (!session) await requireDatabase()
      if (!session) return null
      // However much it is used, it ends.
      if (Date.now() - session.session.createdAt.getTime() > longestSession) return null
      return {
        id: session.session.id,
        userId: session.user.id,
        workspaceId: session.session.workspaceId ?? null,
        openWorkspaceId: session.session.openWorkspaceId ?? null,
      }
    },

    async openWorkspace(sessionId: string, workspaceId: string): Promise<void> {
      await pool.query('update session set "openWorkspaceId" = $2 where id = $1', [sessionId, workspaceId])
    },

    /** Where a person is signed in, the latest first; `only`: by one workspace's single sign-on. */
    async listSessions(userId: string, only: string | null): Promise<StoredSession[]> {
      const { rows } = await pool.query<StoredSession>(
        `select id, "createdAt", "updatedAt", "expiresAt", "ipAddress" as address, "userAgent" as agent from session
         where "userId" = $1 and "expiresAt" > now() and ($2::text is null or "workspaceId" = $2)
         order by "updatedAt" desc limit 100`,
        [userId, only],
      )
      return rows
    },

    /** Ends the named sessions of a person, or all but one; answers how many there were. */
    async endSessions(
      userId: string,
      which: { id: string } | { except: string | null },
      only: string | null,
    ): Promise<number> {
      const [condition, id] = 'id' in which ? ['id = $2', which.id] : ['id is distinct from $2', which.except]
      const { rowCount } = await pool.query(
        `delete from session where "userId" = $1 and ${condition} and ($3::text is null or "workspaceId" = $3)`,
        [userId, id, only],
      )
      return rowCount ?? 0
    },

    /** How a person can sign in. */
    async waysIn(userId: string): Promise<{ hasPassword: boolean; hasTotp: boolean; passkeys: number }> {
      const { rows } = await pool.query<{ hasPassword: boolean; hasTotp: boolean; passkeys: number }>(
        `select exists (select from account where "userId" = u.id and password is not null) as "hasPassword",
           coalesce(u."twoFactorEnabled", false) as "hasTotp",
           (select count(*)::int from passkey where "userId" = u.id) as passkeys
         from "user" u where u.id = $1`,
        [userId],
      )
      return rows[0] ?? { hasPassword: false, hasTotp: false, passkeys: 0 }
    },

    /** Of many calls in the same minute, the first writes when it was. */
    async noteUse({ id, lastRequest }: UsedKey): Promise<void> {
      const now = clock.now()
      const known = Math.max(noted.get(id) ?? 0, lastRequest === null ? 0 : Date.parse(lastRequest))
      if (now.getTime() - known < usedWithin) return
      noted.set(id, now.getTime())
      await pool.query('update apikey set "lastRequest" = $2 where id = $1', [id, now])
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
