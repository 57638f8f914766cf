// The server's draft for what is typed: for the level wanted, and for the target that the key result then promises.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { KpiView } from '../../../contract/kpi.ts'
import { roundTo } from '../../../core/arithmetic.ts'
import { api } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { readTyped } from '../../app/typed-number.tsx'
import type { DraftFields } from './draft-fields.ts'

export function useDraft(kpi: KpiView, { target, promise: chosen }: Pick<DraftFields, 'target' | 'promise'>) {
  const { locale } = useLanguage()
  const typed = useSettled(target === null ? null : readTyped(target, locale).value)
  const once = useDraftFor(kpi.id, typed)
  const reliable = once.data?.reliableTarget ?? null
  // Where the usual level meets the target already, reaching it would promise nothing.
  const isMet = once.data?.targetCheck === 'already_met' && reliable !== null
  const promise = chosen ?? (isMet ? 'reliably' : 'once')
  const promised = promise === 'reliably' && reliable !== null ? roundTo(reliable, kpi.precision) : typed
  const drafted = useDraftFor(kpi.id, promised)
  return {
    /** Held against the level wanted: both honest targets come from it. */
    wanted: once.data,
    /** What the key result will be. */
    draft: drafted.data,
    promise,
    reliable: reliable === null ? null : roundTo(reliable, kpi.precision),
    error: once.error ?? drafted.error,
    /** The words are still about what was typed before. */
    isCatchingUp: once.isPlaceholderData || drafted.isPlaceholderData,
  }
}

function useDraftFor(id: string, target: number | null) {
  return useQuery(
    api.loop.draft.queryOptions({
      input: { id, ...(target === null ? {} : { target }) },
      placeholderData: keepPreviousData,
    }),
  )
}

const settlesAfter = 250

/** The value once nobody has typed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settlesAfter)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
