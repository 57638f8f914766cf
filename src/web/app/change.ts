// Changing the workspace: afterwards the open queries look again; what is refused is told in the reader's words.
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { problemOf } from './client.ts'
import { useT } from './language.tsx'

/** A mutation after which everything shown is asked for again. */
export function useChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
): UseMutationResult<Output, Error, Input> {
  const queries = useQueryClient()
  // Without a network it fails at once, so that nothing looks done that is not; what was typed stays.
  return useMutation({
    mutationFn: change,
    networkMode: 'always',
    onSuccess: () => void queries.invalidateQueries(),
  })
}

export type Told = {
  /** The whole refusal in a sentence; null when nothing was refused. */
  detail: string | null
  /** What stands against one field, by its path. */
  field: (path: string) => string | undefined
}

/** Tells an error: a refused call's own words, or that the server could not be reached. */
export function useTold(): (error: unknown) => Told {
  const t = useT()
  return (error) => {
    const problem = problemOf(error)
    return {
      detail: error ? (problem?.detail ?? t('okr.unreachable')) : null,
      field: (path) => {
        const found = problem?.errors?.find((entry) => entry.field === path)
        return found && (found.message ?? problem?.detail)
      },
    }
  }
}
