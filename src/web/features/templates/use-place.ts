// Whose it is to be: one's own unit and oneself to begin with.
import { useState } from 'react'
import { useSession } from '../../app/session.tsx'

export type PlaceOf = { unitId: string | null; ownerId: string }

export function usePlace() {
  const { member } = useSession()
  const [place, setPlace] = useState<PlaceOf>({
    unitId: member.leadOf[0] ?? member.unitIds[0] ?? null,
    ownerId: member.id,
  })
  return { place, set: (part: Partial<PlaceOf>) => setPlace((before) => ({ ...before, ...part })) }
}
