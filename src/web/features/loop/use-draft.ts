// The server's draft for what is typed: for the level wanted, and for the target that the key result then promises.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { KpiView } from '../../../contract/kpi.ts'
import { roundTo } from '../../../core/arithmetic.ts'
import { api } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { readTyped } from '../../app/typed-number.tsx'
import type { DraftFields } from './draft-fields.ts'

type Typed = Pick<DraftFields, 'target' | 'targetUpper' | 'promise'>
type Wanted = number | { lower: number; upper: number } | null

export function useDraft(kpi: KpiView, { target, targetUpper, promise: chosen }: Typed) {
  const { locale } = useLanguage()
  const first = useSettled(target === null ? null : readTyped(target, locale).value)
  const upper = useSettled(targetUpper === null ? null : readTyped(targetUpper, locale).value)
  const range = first === null || upper === null ? null : { lower: first, upper }
  const typed = kpi.direction === 'range' ? range : first
  const once = useDraftFor(kpi.id, typed)
  // A range is kept period by period: it leaves no choice of what to promise.
  const reliableTarget = once.data?.reliableTarget ?? null
  const reliable = typeof reliableTarget === 'number' ? reliableTarget : null
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

function useDraftFor(id: string, target: Wanted) {
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
