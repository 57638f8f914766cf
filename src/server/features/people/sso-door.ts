// Single sign-on in the browser: off to the provider, and back with its word. What has to be remembered on the way lies
// sealed in a cookie, so that any process may take the person back in.
import type { IncomingMessage } from 'node:http'
import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as oidc from 'openid-client'
import { z } from 'zod'
import { Id } from '../../../contract/shapes.ts'
import { type AdmissionRefusal, admit, type Claims } from '../../../core/people/single-sign-on.ts'
import { addressOf } from '../../doors/http.ts'
import { enterWorkspace } from '../../platform/database.ts'
import type { Server } from '../../platform/operation-context.ts'
import { faultOf, openProvider, type ProviderFault } from './provider-client.ts'
import { type ProviderRow, providers, redirectUriOf, rulesOf } from './provider-row.ts'
import { type MemberRefusal, memberFor } from './sign-in-member.ts'

/** What the sign-in page says when nothing came of it; its messages are `sso.problem.…`. */
type Problem =
  | ProviderFault
  | AdmissionRefusal
  | MemberRefusal
  | 'expired'
  | 'gone'
  | 'too_many'
  | 'not_signed_in'

const OnTheWay = z.object({
  providerId: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  back: z.string(),
  connecting: z.string().nullable(),
  until: z.number(),
})
type OnTheWay = z.output<typeof OnTheWay>

const cookieName = 'nhipcau.sso'
const minutes = 10

export function ssoDoor(server: Server): Hono {
  const door = new Hono()
  const isSecure = server.baseUrl.startsWith('https:')

  door.get('/api/sso/:workspace/callback', async (c) => {
    const onTheWay = takeCookie(server, c)
    const row = onTheWay && (await providerOf(server, c.req.param('workspace'), onTheWay.providerId))
    if (!onTheWay || onTheWay.until < Date.now()) return fail(c, 'expired')
    if (!row) return fail(c, 'gone')
    const told = await claimsOf(server, row, onTheWay, new URL(c.req.url))
    if (told.fault !== null) return fail(c, told.fault, row.name)
    const { claims } = told
    const admission = admit(rulesOf(row), claims)
    if (admission.refused !== null) return fail(c, admission.refused, row.name)
    const person = { ...admission, subject: claims.sub }
    const member = await memberFor(server, row, person, onTheWay.connecting)
    if (member.refused !== null) return fail(c, member.refused, row.name)
    if (onTheWay.connecting === null) await signInAs(server, c, member.userId, row.workspace_id)
    return c.redirect(onTheWay.back)
  })

  door.get('/api/sso/:workspace/:provider', async (c) => {
    if (!(await server.identity.mayStart(addressIn(server, c)))) return fail(c, 'too_many')
    const row = await providerOf(server, c.req.param('workspace'), c.req.param('provider'))
    if (!row) return fail(c, 'gone')
    const connecting = c.req.query('connect') === undefined ? null : await signedIn(server, c)
    if (connecting === undefined) return fail(c, 'not_signed_in', row.name)
    const onTheWay: OnTheWay = {
      providerId: row.id,
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      back: placeIn(c.req.query('back')),
      connecting,
      until: Date.now() + minutes * 60_000,
    }
    const address = await authorizationAddress(server, row, onTheWay).catch((error) => {
      server.log.warn(
        { provider: row.id, reason: reasonOf(error) },
        'a provider of single sign-on cannot be asked',
      )
      return null
    })
    if (address === null) return fail(c, 'unreachable', row.name)
    setCookie(c, cookieName, server.sealing.seal(JSON.stringify(onTheWay)), {
      path: '/api/sso',
      httpOnly: true,
      sameSite: 'Lax',
      secure: isSecure,
      maxAge: minutes * 60,
    })
    return c.redirect(address.href)
  })
  return door
}

/** Only places of our own. */
const placeIn = (back: string | undefined) => (back && /^\/(?![/\\])/.test(back) ? back : '/')

const addressIn = (server: Server, c: Context) =>
  addressOf((c.env as { incoming: IncomingMessage }).incoming, server.proxies)

/** Back to the sign-in page, which says what happened. Whoever was on the way to somewhere begins anew. */
function fail(c: Context, problem: Problem, provider?: string): Response {
  return c.redirect(`/sign-in?${new URLSearchParams({ problem, ...(provider ? { provider } : {}) })}`)
}

async function providerOf(server: Server, workspaceId: string, id: string): Promise<ProviderRow | null> {
  if (!Id.safeParse(workspaceId).success || !Id.safeParse(id).success) return null
  return server.database.transaction('read only', async (db) => {
    await enterWorkspace(db, workspaceId)
    const query = providers({ db, workspace: { id: workspaceId } }).where('id', '=', id)
    return (await query.executeTakeFirst()) ?? null
  })
}

/** The account of a browser that asks from one of our own pages, signed in by other means; undefined for anyone else. */
async function signedIn(server: Server, c: Context): Promise<string | undefined> {
  // Another page must not make anybody known at a provider of its choice.
  if (c.req.header('sec-fetch-site') !== 'same-origin') return undefined
  const session = await server.identity.sessionOf(c.req.raw.headers)
  return session?.workspaceId === null ? session.userId : undefined
}

async function authorizationAddress(server: Server, row: ProviderRow, onTheWay: OnTheWay): Promise<URL> {
  const provider = await openProvider(server, row)
  return oidc.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUriOf(server, row.workspace_id),
    scope: 'openid email profile',
    state: onTheWay.state,
    nonce: onTheWay.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(onTheWay.verifier),
    code_challenge_method: 'S256',
  })
}

function takeCookie(server: Server, c: Context): OnTheWay | null {
  const sealed = getCookie(c, cookieName)
  deleteCookie(c, cookieName, { path: '/api/sso' })
  if (!sealed) return null
  try {
    return OnTheWay.parse(JSON.parse(server.sealing.open(sealed)))
  } catch {
    return null
  }
}

/** What the provider says of the person: the token's claims, and those that it tells only when asked. */
async function claimsOf(
  server: Server,
  row: ProviderRow,
  { state, nonce, verifier }: OnTheWay,
  { search }: URL,
): Promise<{ fault: null; claims: Claims } | { fault: ProviderFault }> {
  try {
    const provider = await openProvider(server, row)
    const tokens = await oidc.authorizationCodeGrant(
      provider,
      new URL(redirectUriOf(server, row.workspace_id) + search),
      {
        pkceCodeVerifier: verifier,
        expectedNonce: nonce,
        expectedState: state,
        idTokenExpected: true,
      },
    )
    const claims = tokens.claims()
    if (!claims) return { fault: 'invalid' }
    const isWhole = claims.email !== undefined && (row.role_claim === null || row.role_claim in claims)
    if (isWhole || !provider.serverMetadata().userinfo_endpoint) return { fault: null, claims }
    const more = await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub)
    return { fault: null, claims: { ...more, ...claims } }
  } catch (error) {
    const fault = faultOf(error)
    server.log.warn({ provider: row.id, fault, reason: reasonOf(error) }, 'a single sign-on came to nothing')
    return { fault }
  }
}

/** In words alone: what hangs on such errors holds whole answers, codes among them, and cannot be walked through. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  return cause instanceof Error ? `${message}: ${cause.message}` : message
}

async function signInAs(server: Server, c: Context, userId: string, workspaceId: string): Promise<void> {
  const cookies = await server.identity.openBoundSession(userId, workspaceId, {
    address: addressIn(server, c),
    agent: c.req.header('user-agent') ?? '',
  })
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}
