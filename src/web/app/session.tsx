// Who is signed in, for every screen behind the sign-in.
import { createContext, use } from 'react'
import type { MemberView } from '../../contract/members.ts'
import type { WorkspaceView } from '../../contract/people.ts'

export type Session = { member: MemberView; workspace: WorkspaceView; today: string }

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession outside the signed-in shell')
  return session
}
