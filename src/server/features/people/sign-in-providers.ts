// Providers of single sign-on: added, changed, tested, removed; and whether they are the only way in.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { testProvider } from './provider-client.ts'
import { providers, providerView, readProvider, redirectUriOf } from './provider-row.ts'

export const signInProviderHandlers: Handlers<Contract['signInProviders']> = {
  list: async ({ limit, cursor }, op) => {
    op.authorise('signIn.manage', {})
    const after = decodeCursor(cursor, 'at', 'id')
    let query = providers(op)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
    if (after) query = query.where(past(['created_at', 'id'], '>', after))
    const page = pageOf(
      await query.execute(),
      limit,
      (row) => [row.created_at.toISOString(), row.id],
      (row) => providerView(op.server, row),
    )
    return { ...page, redirectUri: redirectUriOf(op.server, op.workspace.id) }
  },

  create: async (input, op) => {
    op.authorise('signIn.manage', {})
    const { name, issuer, clientId, secret, domains, trustsEmail, roleMap } = input
    await refuseIssuer(op, issuer)
    refuseUnbounded(trustsEmail, domains)
    const id = newId()
    await op.db
      .insertInto('sign_in_provider')
      .values({
        workspace_id: op.workspace.id,
        id,
        name,
        issuer,
        client_id: clientId,
        secret: secret ? op.server.sealing.seal(secret) : null,
        domains,
        trusts_email: trustsEmail,
        creates_members: input.createsMembers,
        role_claim: input.roleClaim,
        role_map: JSON.stringify(roleMap),
        default_role: input.defaultRole,
        is_listed: input.isListed,
        created_at: op.now,
      })
      .execute()
    const { secret: given, ...told } = input
    op.record('sign_in_provider', id, null, { ...told, secret: given ? 'set' : null })
    return providerView(op.server, await readProvider(op, id))
  },

  update: async ({ id, secret, ...input }, op) => {
    op.authorise('signIn.manage', {})
    const row = await readProvider(op, id, true)
    if (input.issuer !== undefined) await refuseIssuer(op, input.issuer)
    refuseUnbounded(input.trustsEmail ?? row.trusts_email, input.domains ?? row.domains)
    const isElsewhere = input.issuer !== undefined && input.issuer !== row.issuer
    // A secret goes nowhere but to the place that it was given for.
    if (isElsewhere && row.secret !== null && secret === undefined)
      throw new Refusal('connection_secret_again', {}, [{ field: 'secret', code: 'connection_secret_again' }])
    // Whoever was known at another place is not known here, though the subject may read the same.
    if (isElsewhere) await forgetIdentities(op, id)
    const changed = await revise(op, 'sign_in_provider', { kind: 'sign_in_provider', id, key: { id } }, row, {
      name: input.name,
      issuer: input.issuer,
      client_id: input.clientId,
      domains: input.domains,
      trusts_email: input.trustsEmail,
      creates_members: input.createsMembers,
      role_claim: input.roleClaim,
      role_map: input.roleMap,
      default_role: input.defaultRole,
      is_listed: input.isListed,
    })
    if (secret !== undefined) {
      const sealed = secret ? op.server.sealing.seal(secret) : null
      await op.db
        .updateTable('sign_in_provider')
        .set({ secret: sealed, ...(changed ? {} : { version: row.version + 1 }) })
        .where('workspace_id', '=', op.workspace.id)
        .where('id', '=', id)
        .execute()
      op.record(
        'sign_in_provider',
        id,
        { secret: row.secret ? 'set' : null },
        { secret: sealed ? 'set' : null },
      )
    }
    return providerView(op.server, await readProvider(op, id))
  },

  remove: async ({ id }, op) => {
    op.authorise('signIn.manage', {})
    const row = await readProvider(op, id, true)
    const others = await providers(op).where('id', '<>', id).execute()
    if (others.length === 0 && (await isOnly(op))) throw new Refusal('sign_in_provider_last')
    await op.db
      .deleteFrom('sign_in_provider')
      .where('workspace_id', '=', op.workspace.id)
      .where('id', '=', id)
      .execute()
    op.record('sign_in_provider', id, { name: row.name, issuer: row.issuer }, null)
    return {}
  },

  test: async ({ id }, op) => {
    op.authorise('signIn.manage', {})
    return { fault: await testProvider(op, await readProvider(op, id)) }
  },
}

export const signInPolicyHandlers: Handlers<Contract['signInPolicy']> = {
  get: async (_, op) => ({ singleSignOnOnly: await isOnly(op) }),

  set: async ({ singleSignOnOnly }, op) => {
    op.authorise('signIn.manage', {})
    const row = await op.db.selectFrom('workspace').selectAll().forUpdate().executeTakeFirstOrThrow()
    if (singleSignOnOnly && !row.single_sign_on_only) {
      if ((await providers(op).execute()).length === 0) throw new Refusal('single_sign_on_none')
      // Who locks the door behind them must have seen that the other one opens.
      if (!op.isBoundSession && op.actor.role !== 'owner') throw new Refusal('single_sign_on_try_first')
    }
    await revise(op, 'workspace', { kind: 'workspace', id: op.workspace.id, key: {} }, row, {
      single_sign_on_only: singleSignOnOnly,
    })
    return { singleSignOnOnly }
  },
}

async function isOnly(op: Op): Promise<boolean> {
  const row = await op.db.selectFrom('workspace').select('single_sign_on_only').executeTakeFirstOrThrow()
  return row.single_sign_on_only
}

/** Secrets and people's names go over the wire: in the clear only within the operator's own network. */
async function refuseIssuer(op: Op, issuer: string): Promise<void> {
  const { protocol, hostname, search, hash } = new URL(issuer)
  if (search || hash) throw new Refusal('invalid_input', {}, [{ field: 'issuer', code: 'invalid_format' }])
  if (protocol === 'https:') return
  const isOpened = await op.server.asking.outbound.isOpened(hostname).catch(() => false)
  if (!isOpened) throw new Refusal('issuer_not_https', {}, [{ field: 'issuer', code: 'issuer_not_https' }])
}

function refuseUnbounded(trustsEmail: boolean, domains: string[]): void {
  if (trustsEmail && domains.length === 0)
    throw new Refusal('trust_needs_domains', {}, [{ field: 'domains', code: 'trust_needs_domains' }])
}

async function forgetIdentities(op: Op, providerId: string): Promise<void> {
  await op.db
    .deleteFrom('sign_in_identity')
    .where('workspace_id', '=', op.workspace.id)
    .where('provider_id', '=', providerId)
    .execute()
}
