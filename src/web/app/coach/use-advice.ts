// What the coach says of a text once its writer pauses: read here by core, silent where someone made it so.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Finding } from '../../../core/coach/finding.ts'
import type { StatementContext } from '../../../core/coach/findings.ts'
import { reviewStatement, type StatementReview } from '../../../core/coach/review-statement.ts'
import type { StatementKind } from '../../../core/coach/statement.ts'
import { api } from '../client.ts'
import { useSettled } from './use-settled.ts'

export type Statement = {
  text: string
  field: StatementKind
  /** The saved item that it stands in, if it is saved. */
  subjectId?: string | undefined
  measure?: StatementContext['measure']
  targetCheck?: StatementContext['targetCheck']
}

export type Advice = { review: StatementReview; findings: Finding[]; text: string }

/** Null until the text settles; findings only once it is known that none of them is to be silent. */
export function useAdvice({ text: typed, field, subjectId, measure, targetCheck }: Statement): Advice | null {
  const text = useSettled(typed, 450)
  const key = JSON.stringify([measure ?? null, targetCheck ?? null])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for measure and target check, made anew at each draw
  const review = useMemo(
    () => reviewStatement(text, { field, measure: measure ?? null, targetCheck: targetCheck ?? null }),
    [text, field, key],
  )
  const isAsked = review.findings.length > 0 && text === typed
  const { data, isError } = useQuery(
    api.coach.dismissals.queryOptions({
      input: { kind: field, text: text.slice(0, 2000), ...(subjectId ? { subjectId } : {}) },
      enabled: isAsked,
    }),
  )
  if (text !== typed) return null
  if (!data && !isError) return { review, findings: [], text }
  const silent = new Set<string>([...(data?.off ?? []), ...(data?.items ?? []).map(({ rule }) => rule)])
  return { review, findings: review.findings.filter(({ id }) => !silent.has(id)), text }
}
