// All measurements of a KPI as a table, newest first, page after page.
import type { KpiView, MeasurementView } from '../../../contract/kpi.ts'
import type { Cell, Sheet } from '../../../core/text/sheet.ts'
import type { Translate } from '../../../i18n/translator.ts'
import { client } from '../../app/client.ts'

/** As they were known at `asOf`, where it is given. `onProgress` is told how many have come so far. */
export async function measurementSheets(
  kpi: KpiView,
  t: Translate,
  asOf?: string,
  onProgress?: (count: number) => void,
): Promise<Sheet[]> {
  const measurements: MeasurementView[] = []
  let cursor: string | undefined
  do {
    const page = await client.measurements.list({ id: kpi.id, limit: 500, cursor, asOf })
    measurements.push(...page.items)
    cursor = page.nextCursor ?? undefined
    if (cursor) onProgress?.(measurements.length)
  } while (cursor)
  return [{ name: t('kpi.measurements.title'), rows: measurementRows(measurements, kpi, t) }]
}

export function measurementRows(
  measurements: readonly MeasurementView[],
  { aggregation }: Pick<KpiView, 'aggregation'>,
  t: Translate,
): Cell[][] {
  const isRatio = aggregation === 'ratio'
  const head = [
    t('kpi.measurements.when'),
    t('kpi.export.instant'),
    t('kpi.measurements.value'),
    ...(isRatio ? [t('kpi.export.numerator'), t('kpi.export.denominator')] : []),
    t('kpi.measurements.id'),
    t('kpi.measurements.note_head'),
    t('kpi.measurements.void_mark'),
  ]
  const rows = measurements.map((one): Cell[] => [
    ...[{ date: one.date }, one.at, one.value],
    ...(isRatio ? [one.numerator, one.denominator] : []),
    ...[one.externalId, one.note, one.voided ? t('kpi.measurements.void_mark') : null],
  ])
  return [head, ...rows]
}
