// Binding a key result to a KPI: its unit, its usual reading, and its measured level as the start.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { KpiView } from '../../../contract/kpi.ts'
import { roundTo } from '../../../core/arithmetic.ts'
import { defaultReading, readingRefusal } from '../../../core/kpi/reading.ts'
import { api } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { numberToType } from '../../app/number-to-type.ts'
import type { KeyResultDraft } from './key-result-draft.ts'

export function useKpiBinding(draft: KeyResultDraft, onChange: (part: Partial<KeyResultDraft>) => void) {
  const { locale } = useLanguage()
  const queries = useQueryClient()
  const { data } = useQuery(api.kpis.list.queryOptions({ input: { limit: 500 } }))
  const kpis = (data?.items ?? []).filter(({ archivedAt }) => archivedAt === null)
  const kpi = kpis.find(({ id }) => id === draft.kpi?.id)

  const choose = async (id: string) => {
    const chosen = kpis.find((other) => other.id === id)
    if (!chosen) return onChange({ kpi: null })
    const usual = defaultReading(chosen.frequency)
    const countText = usual.kind === 'mean' ? String(usual.n) : ''
    const bound: Partial<KeyResultDraft> = { kpi: { id, reading: usual.kind, countText }, unit: chosen.unit }
    onChange({ ...bound, ...targetOf(chosen, draft, locale) })
    if (draft.startText !== '') return
    const { phases } = await queries.fetchQuery(api.kpis.chart.queryOptions({ input: { id } }))
    const centre = phases.at(-1)?.centre ?? null
    if (centre !== null) onChange({ startText: numberToType(roundTo(centre, chosen.precision), locale) })
  }
  const readings = (['mean', 'latest', 'cycle_to_date'] as const).filter(
    (kind) => !kpi || readingRefusal(kind === 'mean' ? { kind, n: 1 } : { kind }, kpi.aggregation) === null,
  )
  return { kpis, kpi, readings, choose }
}

function targetOf(
  { target }: KpiView,
  { targetText, upperText, lowerText }: KeyResultDraft,
  locale: 'vi' | 'en',
): Partial<KeyResultDraft> {
  if (typeof target === 'number') return targetText === '' ? { targetText: numberToType(target, locale) } : {}
  if (!target || upperText !== '' || lowerText !== '') return {}
  return {
    kind: 'keep',
    lowerText: numberToType(target.lower, locale),
    upperText: numberToType(target.upper, locale),
  }
}
