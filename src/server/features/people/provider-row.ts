// A provider of single sign-on as stored, and as the contract shows it.
import type { SignInProviderView } from '../../../contract/single-sign-on.ts'
import type { AdmissionRules } from '../../../core/people/single-sign-on.ts'
import { allWorkspaces, enterWorkspace } from '../../platform/database.ts'
import type { Op, Server } from '../../platform/operation-context.ts'
import { found } from '../../platform/refusal.ts'

export function providers(op: { db: Op['db']; workspace: { id: string } }) {
  return op.db.selectFrom('sign_in_provider').selectAll().where('workspace_id', '=', op.workspace.id)
}

export type ProviderRow = Awaited<ReturnType<ReturnType<typeof providers>['executeTakeFirstOrThrow']>>

export async function readProvider(op: Op, id: string, lock = false): Promise<ProviderRow> {
  const query = providers(op).where('id', '=', id)
  return found(await (lock ? query.forUpdate() : query).executeTakeFirst())
}

/** What the sign-in page offers to whoever comes: of every organisation, those that show themselves. */
export async function listedProviders(server: Server) {
  const workspaceIds = await allWorkspaces(server.database)
  const listed = await server.database.transaction('read only', async (db) => {
    const found: { name: string; startUrl: string; workspace: string }[] = []
    for (const id of workspaceIds) {
      await enterWorkspace(db, id)
      const rows = await providers({ db, workspace: { id } })
        .where('is_listed', '=', true)
        .orderBy('created_at')
        .execute()
      if (rows.length === 0) continue
      const { name } = await db.selectFrom('workspace').select('name').executeTakeFirstOrThrow()
      for (const row of rows)
        found.push({ name: row.name, startUrl: startUrlOf(server, row), workspace: name })
    }
    return found
  })
  const isOfSeveral = new Set(listed.map(({ workspace }) => workspace)).size > 1
  return listed.map((one) => ({ ...one, workspace: isOfSeveral ? one.workspace : null }))
}

/** Where a provider sends people back to: the same for all of one organisation, so that it is known before they are made. */
export const redirectUriOf = ({ baseUrl }: Server, workspaceId: string) =>
  `${baseUrl}/api/sso/${workspaceId}/callback`

export const startUrlOf = ({ baseUrl }: Server, row: { workspace_id: string; id: string }) =>
  `${baseUrl}/api/sso/${row.workspace_id}/${row.id}`

export const rulesOf = (row: ProviderRow): AdmissionRules => ({
  domains: row.domains,
  trustsEmail: row.trusts_email,
  roleClaim: row.role_claim,
  roleMap: row.role_map as AdmissionRules['roleMap'],
  defaultRole: row.default_role as AdmissionRules['defaultRole'],
})

export function providerView(server: Server, row: ProviderRow): SignInProviderView {
  return {
    id: row.id,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    hasSecret: row.secret !== null,
    domains: row.domains,
    trustsEmail: row.trusts_email,
    createsMembers: row.creates_members,
    roleClaim: row.role_claim,
    roleMap: row.role_map as SignInProviderView['roleMap'],
    defaultRole: row.default_role as SignInProviderView['defaultRole'],
    isListed: row.is_listed,
    startUrl: startUrlOf(server, row),
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
