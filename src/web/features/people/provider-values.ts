// A provider as its form holds it, and the lines that say who becomes what.
import type { SignInProviderView } from '../../../contract/single-sign-on.ts'

type RoleMap = SignInProviderView['roleMap']

export type ProviderValues = {
  name: string
  issuer: string
  clientId: string
  secret: string
  domains: string
  trustsEmail: boolean
  createsMembers: boolean
  isListed: boolean
  roleClaim: string
  roleMap: string
  defaultRole: 'admin' | 'member' | 'viewer' | 'none'
}

export function valuesOf(provider: SignInProviderView | undefined): ProviderValues {
  return {
    name: provider?.name ?? '',
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    secret: '',
    domains: provider?.domains.join(', ') ?? '',
    trustsEmail: provider?.trustsEmail ?? false,
    createsMembers: provider?.createsMembers ?? true,
    isListed: provider?.isListed ?? true,
    roleClaim: provider?.roleClaim ?? '',
    roleMap: (provider?.roleMap ?? []).map(({ value, role }) => `${value} = ${role}`).join('\n'),
    defaultRole: provider ? (provider.defaultRole ?? 'none') : 'member',
  }
}

/** Lines such as `okr-admins = admin`; the value may itself hold an equals sign. */
export function readRoleMap(text: string): { map: RoleMap } | { wrong: string } {
  const map: RoleMap = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const [, value, role] = /^(.+?)\s*=\s*(admin|member|viewer)$/i.exec(line) ?? []
    if (!value || !role) return { wrong: line }
    map.push({ value, role: role.toLowerCase() as RoleMap[number]['role'] })
  }
  return { map }
}
