// Prometheus: an instant or a range query, as pairs of time and value.

import type { PullQueryView } from '../../../contract/connections.ts'
import { readPath } from '../../../core/kpi/json-path.ts'
import type { Table } from '../../../core/kpi/table-rows.ts'
import type { Asking, WebAddress } from './asking.ts'
import { SourceError } from './fault.ts'
import { askJson } from './web.ts'

type PrometheusQuery = Extract<PullQueryView, { expression: string }>
type Sample = [seconds: number, value: string]

export async function askPrometheus(
  address: WebAddress,
  secret: string | null,
  { expression, range }: PrometheusQuery,
  asking: Asking,
): Promise<Table> {
  const answer = await askJson(address, secret, pathOf(expression, range, asking.now), asking)
  if (readPath(answer, 'status') !== 'success')
    throw new SourceError('query', { detail: String(readPath(answer, 'error') ?? '') })
  const samples = samplesOf(readPath(answer, 'data.resultType'), readPath(answer, 'data.result'))
  const rows = samples
    // NaN and infinities are how Prometheus says that there is no value.
    .filter(([, value]) => Number.isFinite(Number(value)))
    .map(([seconds, value]) => [new Date(seconds * 1000).toISOString(), Number(value)])
  return { head: ['time', 'value'], rows }
}

function pathOf(expression: string, range: PrometheusQuery['range'], now: Date): string {
  const query = encodeURIComponent(expression)
  if (!range) return `api/v1/query?query=${query}&time=${now.getTime() / 1000}`
  // On whole steps, so that the next run asks for the same moments again.
  const step = range.step * 60
  const end = Math.floor(now.getTime() / 1000 / step) * step
  return `api/v1/query_range?query=${query}&start=${end - range.hours * 3600}&end=${end}&step=${step}`
}

function samplesOf(kind: unknown, result: unknown): Sample[] {
  if (kind === 'scalar') return [result as Sample]
  if (!Array.isArray(result)) throw new SourceError('no_list', { path: 'data.result' })
  if (result.length > 1) throw new SourceError('many_series', { count: result.length })
  const [series] = result
  return series === undefined ? [] : ((series.values ?? [series.value]) as Sample[])
}
