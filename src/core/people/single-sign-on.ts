// Whom a provider of single sign-on lets in, and as what: decided from what it says of them, and nothing else.
import type { Role } from './permissions.ts'

export type GivenRole = Exclude<Role, 'owner'>

/** What the organisation asks of a provider's word. */
export type AdmissionRules = {
  /** Only addresses of these domains; none: of any. */
  domains: readonly string[]
  /** Addresses count as verified where the provider does not say whether they are. */
  trustsEmail: boolean
  /** Where the roles stand, with dots into it. */
  roleClaim: string | null
  roleMap: readonly { value: string; role: GivenRole }[]
  defaultRole: GivenRole | null
}

export type Claims = { sub: string; [name: string]: unknown }

/** Why somebody is not let in. */
export type AdmissionRefusal = 'email_missing' | 'email_unverified' | 'domain' | 'no_role'

export type Admission =
  | { refused: AdmissionRefusal }
  /** `role` is null where the provider says nothing of roles: members keep theirs. */
  | { refused: null; email: string; name: string; role: GivenRole | null; newRole: GivenRole }

/**
 * Reads a provider's claims. An address that the provider says is not verified is never taken; one of which it says
 * nothing only where the organisation trusts it. With a claim of roles, the first line that it holds gives the role.
 */
export function admit(rules: AdmissionRules, claims: Claims): Admission {
  const email = emailOf(rules, claims)
  if (email === null) return { refused: 'email_missing' }
  const { email_verified: verified } = claims
  const isVerified = verified === true || verified === 'true'
  if (!isVerified && (verified !== undefined || !rules.trustsEmail)) return { refused: 'email_unverified' }
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (rules.domains.length > 0 && !rules.domains.includes(domain)) return { refused: 'domain' }
  const role = rules.roleClaim === null ? null : roleOf(rules, valuesAt(claims, rules.roleClaim))
  const newRole = role ?? rules.defaultRole
  if (newRole === null) return { refused: 'no_role' }
  return {
    refused: null,
    email,
    name: nameOf(claims) ?? email,
    role: rules.roleClaim ? newRole : null,
    newRole,
  }
}

const looksLikeEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Some providers name people by their address and send no other (Microsoft Entra): good enough where they are trusted. */
function emailOf({ trustsEmail }: AdmissionRules, claims: Claims): string | null {
  const { email, preferred_username: username } = claims
  for (const text of trustsEmail ? [email, username] : [email])
    if (typeof text === 'string' && text.length <= 320 && looksLikeEmail.test(text.trim()))
      return text.trim().toLowerCase()
  return null
}

function nameOf(claims: Claims): string | null {
  const parts = [claims.given_name, claims.family_name].filter((part) => typeof part === 'string')
  const name = typeof claims.name === 'string' && claims.name.trim() ? claims.name : parts.join(' ')
  return name.trim().slice(0, 300) || null
}

function roleOf({ roleMap }: AdmissionRules, values: readonly string[]): GivenRole | null {
  return roleMap.find(({ value }) => values.includes(value))?.role ?? null
}

/** What the claim holds, as texts. A claim's name may itself hold dots, as an address does. */
function valuesAt(claims: Claims, path: string): string[] {
  let at: unknown = claims
  if (Object.hasOwn(claims, path)) at = claims[path]
  else
    for (const step of path.split('.'))
      at = typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Claims)[step] : undefined
  const list = Array.isArray(at) ? at : [at]
  return list.filter((value) => ['string', 'number', 'boolean'].includes(typeof value)).map(String)
}
