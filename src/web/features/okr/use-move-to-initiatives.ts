// One click moves a statement from the key results to the initiatives of the objective, with the way back.
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'

/** Of a saved key result, the whole of it moves; of one that is still being written, its words. */
export function useMoveToInitiatives(objectiveId: string, keyResultId?: string) {
  const t = useT()
  const act = useAct()
  return (title: string): Promise<unknown> => {
    const message = t('coach.moved', { title })
    if (keyResultId === undefined)
      return act(() => client.initiatives.create({ objectiveId, title: title.trim() }), {
        message,
        undo: ({ id }) => client.initiatives.update({ id, archived: true }),
      })
    return act(() => client.coach.moveToInitiatives({ id: keyResultId }), {
      message,
      undo: ({ initiative }) => client.coach.moveBack({ id: keyResultId, initiativeId: initiative.id }),
    })
  }
}
