// The first page of an installation: the organisation and its owner.
import type { Contract } from '../../../contract/contract.ts'
import type { OpenHandlers } from '../../doors/router.ts'
import { enterWorkspace } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { OpenOp } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { refuseCommonPassword } from './password.ts'
import { refuseUnknownTimeZone } from './workspace.ts'

/** Fills a new workspace with the sample company, as its owner. */
export type SampleFiller = (op: OpenOp, holder: { workspaceId: string; memberId: string }) => Promise<void>

export function setupHandlers(fillSample: SampleFiller): OpenHandlers<Contract['setup']> {
  return {
    status: async (_, { server }) => ({ needed: !(await server.identity.hasAccounts()) }),

    run: async ({ workspace, owner, sample }, op) => {
      refuseUnknownTimeZone(workspace.timeZone)
      await refuseCommonPassword(owner.password, owner.email, 'owner.password')
      const { identity } = op.server
      const account = await identity.createAccount(owner.name, owner.email, owner.password)
      if (!account) throw new Refusal('email_taken', {}, [{ field: 'owner.email', code: 'email_taken' }])
      const holder = { workspaceId: newId(), memberId: newId() }
      try {
        await createWorkspace(op, holder, workspace, { ...owner, userId: account.userId })
      } catch (error) {
        await identity.removeAccount(account.userId)
        throw error
      }
      if (sample) await fillSample(op, holder)
      const { key } = await identity.createKey(account.userId, holder, 'setup')
      return { ...holder, apiKey: key }
    },
  }
}

type Holder = { workspaceId: string; memberId: string }
type Settings = { name: string; locale: 'vi' | 'en'; timeZone: string }
type Owner = { name: string; email: string; userId: string }

function createWorkspace(
  { server, now, door }: OpenOp,
  holder: Holder,
  settings: Settings,
  owner: Owner,
): Promise<void> {
  const { workspaceId: workspace_id, memberId } = holder
  return server.database.transaction('read write', async (db) => {
    await enterWorkspace(db, workspace_id)
    await db
      .insertInto('workspace')
      .values({
        workspace_id,
        name: settings.name,
        locale: settings.locale,
        time_zone: settings.timeZone,
        created_at: now,
      })
      .execute()
    await db
      .insertInto('member')
      .values({
        workspace_id,
        id: memberId,
        user_id: owner.userId,
        name: owner.name,
        email: owner.email.toLowerCase(),
        role: 'owner',
        created_at: now,
      })
      .execute()
    await db
      .insertInto('audit')
      .values({
        workspace_id,
        id: newId(),
        at: now,
        actor_id: memberId,
        door,
        operation: 'setup.run',
        subject_kind: 'workspace',
        subject_id: workspace_id,
        before: null,
        after: JSON.stringify(settings),
      })
      .execute()
  })
}
