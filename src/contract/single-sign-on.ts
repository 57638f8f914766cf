// Single sign-on: the OpenID Connect providers that the organisation trusts, and whether they are the only way in.
import { z } from 'zod'
import { GivenRole } from './members.ts'
import { operation } from './operation.ts'
import { ById, Id, listOf, Page, versioned } from './shapes.ts'

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/)
  .max(253)

const fields = {
  name: z.string().trim().min(1).max(60),
  /** As the provider writes it: its address, to which `/.well-known/openid-configuration` is added. */
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().trim().min(1).max(300),
  /** Only people with an address of these domains come in; empty: any. */
  domains: z.array(Domain).max(100),
  /** Addresses count as verified though the provider does not say so; asks for `domains`. */
  trustsEmail: z.boolean(),
  /** Whoever signs in and is not a member yet becomes one. */
  createsMembers: z.boolean(),
  /** Where the provider says who is what, with dots into it: `groups`, `realm_access.roles`. */
  roleClaim: z.string().trim().min(1).max(200).nullable(),
  /** The first line whose value the claim holds gives the role, at every sign-in. */
  roleMap: z.array(z.object({ value: z.string().trim().min(1).max(300), role: GivenRole })).max(50),
  /** The role of whom no line fits; null: they are not let in. */
  defaultRole: GivenRole.nullable(),
  /** Offered on the sign-in page; else only by its own address. */
  isListed: z.boolean(),
}

/** Not read back by anyone; null takes it away, for clients without one. */
const Secret = z.string().min(1).max(2000).nullable()

export const SignInProvider = z.object({
  id: Id,
  ...fields,
  hasSecret: z.boolean(),
  /** Begins a sign-in with this provider: for links, and for the provider's own list of applications. */
  startUrl: z.url(),
  ...versioned,
})

export const singleSignOn = {
  signInProviders: {
    list: operation({
      method: 'GET',
      path: '/sign-in-providers',
      summary: 'Providers of single sign-on, and the address that each of them sends people back to',
      access: 'signIn.manage',
      input: z.object(Page),
      output: listOf(SignInProvider).extend({ redirectUri: z.url() }),
    }),
    create: operation({
      method: 'POST',
      path: '/sign-in-providers',
      summary: 'Add a provider of single sign-on (OpenID Connect)',
      access: 'signIn.manage',
      status: 201,
      input: z.object({
        ...fields,
        secret: Secret.optional(),
        domains: fields.domains.default([]),
        trustsEmail: fields.trustsEmail.default(false),
        createsMembers: fields.createsMembers.default(true),
        roleClaim: fields.roleClaim.default(null),
        roleMap: fields.roleMap.default([]),
        defaultRole: fields.defaultRole.default('member'),
        isListed: fields.isListed.default(true),
      }),
      output: SignInProvider,
    }),
    update: operation({
      method: 'PATCH',
      path: '/sign-in-providers/{id}',
      summary: 'Change a provider of single sign-on',
      access: 'signIn.manage',
      input: ById.extend(z.object({ ...fields, secret: Secret }).partial().shape),
      output: SignInProvider,
    }),
    remove: operation({
      method: 'DELETE',
      path: '/sign-in-providers/{id}',
      summary: 'Remove a provider: nobody signs in through it any more',
      access: 'signIn.manage',
      input: ById,
      output: z.object({}),
    }),
    test: operation({
      method: 'POST',
      path: '/sign-in-providers/{id}/test',
      summary: 'Ask the provider whether it is there and takes our client and secret',
      access: 'signIn.manage',
      input: ById,
      output: z.object({
        /** What is wrong, in words; null when all is well. */
        fault: z.string().nullable(),
      }),
    }),
  },
  signInPolicy: {
    get: operation({
      method: 'GET',
      path: '/sign-in-policy',
      summary: 'Whether people come in by single sign-on only',
      access: 'member',
      input: z.object({}),
      output: z.object({ singleSignOnOnly: z.boolean() }),
    }),
    set: operation({
      method: 'PUT',
      path: '/sign-in-policy',
      summary:
        'Let people in by single sign-on only, or by password as well; the owner always may by password',
      access: 'signIn.manage',
      input: z.object({ singleSignOnOnly: z.boolean() }),
      output: z.object({ singleSignOnOnly: z.boolean() }),
    }),
  },
}

export type SignInProviderView = z.output<typeof SignInProvider>
