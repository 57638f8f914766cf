// One click that changes something: what is open looks again, and a toast says what happened with the way back, or
// why it was refused.
import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '../ui/toast.tsx'
import { useTold } from './change.ts'
import { useT } from './language.tsx'

export type Done<T> = { message: string; undo?: (result: T) => Promise<unknown> }

/** Runs a change and answers with its result, or with null when it was refused (and said so). */
export type Act = <T>(
  change: () => Promise<T>,
  done?: Done<T> | ((result: T) => Done<T>),
) => Promise<T | null>

export function useAct(): Act {
  const queries = useQueryClient()
  const toast = useToast()
  const told = useTold()
  const t = useT()
  return async function act<T>(
    change: () => Promise<T>,
    done?: Done<T> | ((result: T) => Done<T>),
  ): Promise<T | null> {
    try {
      const result = await change()
      await queries.invalidateQueries()
      if (done) {
        const { message, undo } = typeof done === 'function' ? done(result) : done
        const action = undo && { label: t('common.undo'), onAction: () => void act(() => undo(result)) }
        toast({ message, ...(action ? { action } : {}) })
      }
      return result
    } catch (error) {
      toast({ message: told(error).detail ?? String(error), isError: true })
      return null
    }
  }
}
