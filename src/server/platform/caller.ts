// Authentication: a bearer key of a member, a session cookie, or nobody.
import { createHash } from 'node:crypto'
import type { Server } from './operation-context.ts'
import { isSameOrigin } from './origin.ts'
import { Refusal } from './refusal.ts'

export type Credentials = {
  headers: Headers
  /** Bearer token of the installation's operator, where one was given. */
  operatorToken: string | null
}

/** The digest of a key, or the user that a session names: whom they stand for is found as the transaction opens. */
export type Caller =
  | { keyDigest: string }
  | {
      userId: string
      workspaceId: string | null
      /** Where no workspace is named: the one to begin with. */
      openWorkspaceId: string | null
      sessionId: string
      isBound: boolean
      keyDigest?: never
    }

export async function identifyCaller(
  server: Server,
  { headers }: Credentials,
  safe: boolean,
): Promise<Caller> {
  const bearer = bearerToken(headers)
  // As better-auth keeps them. Its own check writes to the key's row twice each time: a look would wait for the disk.
  if (bearer !== null) return { keyDigest: createHash('sha256').update(bearer).digest('base64url') }
  if (!headers.has('cookie')) throw new Refusal('not_signed_in')
  // A cookie rides along with whatever page makes the browser send a request: changes must come from our own.
  if (!safe && !isSameOrigin(headers)) throw new Refusal('wrong_origin')
  const session = await server.identity.sessionOf(headers)
  if (!session) throw new Refusal('not_signed_in')
  const named = headers.get('x-workspace')
  // What one organisation's single sign-on vouched for counts there and nowhere else.
  if (session.workspaceId !== null && named !== null && named !== session.workspaceId)
    throw new Refusal('not_signed_in')
  return {
    userId: session.userId,
    workspaceId: session.workspaceId ?? named,
    openWorkspaceId: session.openWorkspaceId,
    sessionId: session.id,
    isBound: session.workspaceId !== null,
  }
}

/** The account that a browser of our own pages is signed in with, for all organisations; null for anyone else. */
export async function userOfCookie(server: Server, { headers }: Credentials): Promise<string | null> {
  if (!headers.has('cookie') || !isSameOrigin(headers)) return null
  const session = await server.identity.sessionOf(headers)
  return session?.workspaceId === null ? session.userId : null
}

export function bearerToken(headers: Headers): string | null {
  return /^bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null
}
