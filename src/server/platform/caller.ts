// Authentication: a bearer key of a member, a session cookie, or nobody.
import type { Scope } from '../../core/people/permissions.ts'
import type { Server } from './operation-context.ts'
import { Refusal } from './refusal.ts'

export type Credentials = {
  headers: Headers
  /** Bearer token of the installation's operator, where one was given. */
  operatorToken: string | null
}

/** A key names its member; a session names a user, whose membership is looked up inside the transaction. */
export type Caller =
  | { memberId: string; workspaceId: string; scopes?: readonly Scope[]; userId?: never }
  | { userId: string; workspaceId: string | null; memberId?: never }

export async function identifyCaller(
  server: Server,
  { headers }: Credentials,
  safe: boolean,
): Promise<Caller> {
  const bearer = bearerToken(headers)
  if (bearer !== null) {
    const holder = await server.identity.holderOfKey(bearer)
    if (!holder) throw new Refusal('not_signed_in')
    return holder
  }
  if (!headers.has('cookie')) throw new Refusal('not_signed_in')
  // A cookie rides along with whatever page makes the browser send a request: changes must come from our own.
  if (!safe && !isSameOrigin(headers)) throw new Refusal('wrong_origin')
  const userId = await server.identity.userOfSession(headers)
  if (!userId) throw new Refusal('not_signed_in')
  return { userId, workspaceId: headers.get('x-workspace') }
}

/** The account that a browser of our own pages is signed in with; null for anyone else. */
export async function userOfCookie(server: Server, { headers }: Credentials): Promise<string | null> {
  return headers.has('cookie') && isSameOrigin(headers) ? server.identity.userOfSession(headers) : null
}

export function bearerToken(headers: Headers): string | null {
  return /^bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null
}

function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  if (origin === null) return headers.get('sec-fetch-site') === null
  return URL.parse(origin)?.host === headers.get('host')
}
