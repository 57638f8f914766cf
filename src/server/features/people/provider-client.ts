// Talking to a provider of single sign-on: OpenID Connect by openid-client, over the guarded way out.
import * as oidc from 'openid-client'
import type { MessageId, Translate } from '../../../i18n/translator.ts'
import type { Op, Server } from '../../platform/operation-context.ts'
import { OutboundError } from '../../platform/outbound.ts'
import { type ProviderRow, redirectUriOf } from './provider-row.ts'

type Issuer = Pick<ProviderRow, 'issuer' | 'client_id' | 'secret'>

const seconds = 10

/** Asks the provider for its addresses and keys, each time: they may change, and a stale answer would be a riddle. */
export async function openProvider({ asking, sealing }: Server, row: Issuer): Promise<oidc.Configuration> {
  const { protocol, hostname } = new URL(row.issuer)
  const inTheClear = protocol === 'http:' && (await asking.outbound.isOpened(hostname))
  const secret = row.secret === null ? null : opened(sealing, row.secret)
  return oidc.discovery(
    new URL(row.issuer),
    row.client_id,
    { [oidc.clockTolerance]: 30 },
    secret === null ? oidc.None() : bySecret(secret),
    {
      [oidc.customFetch]: guardedFetch(asking.outbound),
      timeout: seconds,
      // The token's signature is checked too, not its way alone.
      execute: [oidc.enableNonRepudiationChecks, ...(inTheClear ? [oidc.allowInsecureRequests] : [])],
    },
  )
}

/** A secret that was sealed with another key is no secret any more: it has to be given again. */
function opened(sealing: Server['sealing'], secret: string): string {
  try {
    return sealing.open(secret)
  } catch (error) {
    throw new SecretLost('sealed with another key', { cause: error })
  }
}

class SecretLost extends Error {}

/** In the header where the provider takes it there, as it does unless it says otherwise; else in the body. */
function bySecret(secret: string): oidc.ClientAuth {
  return (as, ...rest) => {
    const methods = as.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const way = methods.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost
    return way(secret)(as, ...rest)
  }
}

function guardedFetch(outbound: Server['asking']['outbound']): oidc.CustomFetch {
  return async (url, { method, headers, body }) => {
    const answer = await outbound.send(url, {
      method,
      headers,
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      timeoutMs: seconds * 1000,
      maxBytes: 2_000_000,
    })
    const told = Object.entries(answer.headers).filter(([, value]) => typeof value === 'string')
    return new Response([204, 304].includes(answer.status) ? null : answer.text, {
      status: answer.status,
      headers: told as [string, string][],
    })
  }
}

/** Why a sign-in at a provider came to nothing, as far as it lies with the provider or with how we are known there. */
export type ProviderFault =
  | 'unreachable'
  | 'closed'
  | 'not_a_provider'
  | 'client_refused'
  | 'refused'
  | 'invalid'

export function faultOf(error: unknown): ProviderFault {
  const chain = [error, error instanceof Error ? error.cause : null]
  const outward = chain.find((one) => one instanceof OutboundError)
  if (outward) return outward.failure === 'closed' ? 'closed' : 'unreachable'
  const told = chain.find((one) => one instanceof oidc.ResponseBodyError)
  if (told?.error === 'invalid_client' || told?.error === 'unauthorized_client') return 'client_refused'
  if (error instanceof SecretLost || error instanceof oidc.WWWAuthenticateChallengeError)
    return 'client_refused'
  if (chain.some((one) => one instanceof oidc.AuthorizationResponseError)) return 'refused'
  if (chain.some((one) => one instanceof oidc.ClientError && one.code === 'OAUTH_TIMEOUT'))
    return 'unreachable'
  return 'invalid'
}

const faults: Record<Exclude<ProviderFault, 'refused' | 'invalid'>, MessageId> = {
  unreachable: 'access.fault.unreachable',
  closed: 'access.fault.closed',
  not_a_provider: 'access.fault.not_a_provider',
  client_refused: 'access.fault.client_refused',
}

/** Null when the provider is there, does what we need, and takes our client and secret. */
export async function testProvider(op: Op, row: ProviderRow): Promise<string | null> {
  const { server, t } = op
  let provider: oidc.Configuration
  try {
    provider = await openProvider(server, row)
  } catch (error) {
    const fault = faultOf(error)
    return wordsOf(t, fault === 'invalid' ? 'not_a_provider' : fault, row.issuer, error)
  }
  const { authorization_endpoint, token_endpoint, jwks_uri } = provider.serverMetadata()
  if (!authorization_endpoint || !token_endpoint || !jwks_uri)
    return wordsOf(t, 'not_a_provider', row.issuer, null)
  try {
    // A code that cannot be right: a provider that knows us says so of the code, one that does not says so of us.
    const redirect = new URL(redirectUriOf(server, row.workspace_id))
    redirect.searchParams.set('code', 'nhipcau-test')
    redirect.searchParams.set('iss', provider.serverMetadata().issuer)
    await oidc.authorizationCodeGrant(provider, redirect, { pkceCodeVerifier: oidc.randomPKCECodeVerifier() })
  } catch (error) {
    const fault = faultOf(error)
    if (fault === 'client_refused' || fault === 'unreachable' || fault === 'closed')
      return wordsOf(t, fault, row.issuer, error)
  }
  return null
}

function wordsOf(t: Translate, fault: ProviderFault, issuer: string, error: unknown): string {
  const id = faults[fault as keyof typeof faults] ?? faults.not_a_provider
  const cause = error instanceof Error ? error.cause : null
  const outward = [error, cause].find((one) => one instanceof OutboundError)
  return t(id, { issuer, host: outward?.host ?? new URL(issuer).hostname })
}
