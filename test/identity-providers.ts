// Providers of single sign-on for tests: a real one (the certified oidc-provider), and one that lies as it is told to.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'

export const client = { client_id: 'nhip-cau', client_secret: 'khoa bi mat: 100%/+' }

async function listen(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

type People = Record<string, Record<string, unknown>>

/** A real provider. `people`: by subject, what it says of each; `signedIn`: whose session the browser has there. */
export async function startProvider(redirectUri: string, people: People) {
  let handle: RequestListener = (_, response) => response.end()
  const { issuer, stop } = await listen((request, response) => handle(request, response))
  const state = { signedIn: '' }
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [redirectUri] }],
    claims: { email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people[id] }),
    }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    cookies: { keys: ['a key of the tests'] },
    ttl: { Session: 60, Interaction: 60, Grant: 60, AccessToken: 60, IdToken: 60 },
    loadExistingGrant: async ({ oidc }: { oidc: { session: { accountId: string } } }) => {
      const grant = new provider.Grant({ clientId: client.client_id, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const own = provider.callback()
  handle = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void own(request, response)
    const result = state.signedIn
      ? { login: { accountId: state.signedIn } }
      : { error: 'access_denied', error_description: 'stopped half way' }
    void provider.interactionFinished(request, response, result)
  }
  const signInAs = (subject: string) => {
    state.signedIn = subject
  }
  return { issuer, stop, signInAs }
}

type Lie = {
  claims?: Record<string, unknown>
  /** Signed with a key that it does not publish. */
  forged?: boolean
  expired?: boolean
  tokenStatus?: number
  tokenError?: string
}

/** One whose tokens say whatever a test wants them to say. */
export async function startLiar() {
  const keys = await generateKeyPair('RS256')
  const others = await generateKeyPair('RS256')
  const published = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  let lie: Lie = {}
  let nonce = ''
  const tell = (next: Lie) => {
    lie = next
  }
  const { issuer, stop } = await listen(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (body: object, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (url.pathname.endsWith('/openid-configuration'))
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (url.pathname === '/keys') return json({ keys: [published] })
    if (url.pathname === '/authorize') {
      nonce = url.searchParams.get('nonce') ?? ''
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', 'a-code')
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      response.writeHead(302, { location: back.href })
      return response.end()
    }
    if (lie.tokenError) return json({ error: lie.tokenError }, lie.tokenStatus ?? 400)
    const now = Math.floor(Date.now() / 1000) - (lie.expired ? 3600 : 0)
    const token = await new SignJWT({
      iss: issuer,
      aud: client.client_id,
      sub: 'nguoi-1',
      nonce,
      iat: now,
      exp: now + 300,
      email: 'nguoi-1@saomai.vn',
      email_verified: true,
      name: 'Người Một',
      ...lie.claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(lie.forged ? others.privateKey : keys.privateKey)
    return json({ access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: token })
  })
  return { issuer, stop, tell }
}
