// The rows of the KPI board as a table, in the order of the board.
import type { BoardKpiView } from '../../../contract/kpi.ts'
import type { Cell, Sheet } from '../../../core/text/sheet.ts'
import type { Translate } from '../../../i18n/translator.ts'
import { targetCells } from './chart-sheets.ts'
import { capabilityWords, variationWords } from './chips.tsx'

export function boardSheets(
  kpis: readonly BoardKpiView[],
  unitName: (id: string | null) => string,
  t: Translate,
): Sheet[] {
  const head = [
    t('kpi.targets.kpi'),
    t('kpi.export.category'),
    t('kpi.export.org_unit'),
    t('kpi.export.unit'),
    t('kpi.chart.head.period'),
    t('kpi.export.last_day'),
    t('kpi.chart.head.value'),
    t('kpi.chart.head.target'),
    t('kpi.export.target_upper'),
    t('kpi.chart.head.centre'),
    t('kpi.export.lower'),
    t('kpi.export.upper'),
    t('kpi.export.variation'),
    t('kpi.export.capability'),
    t('kpi.chart.head.note'),
  ]
  const rows = kpis.map(({ chart, latest, ...kpi }): Cell[] => {
    const phase = chart.phases.findLast(({ points }) => points > 0)
    return [
      ...[kpi.name, kpi.category, [kpi.unitId, ...kpi.otherUnitIds].map(unitName).join(', '), kpi.unit],
      ...(latest ? [{ date: latest.start }, { date: latest.end }, latest.value] : [null, null, null]),
      ...targetCells(chart.targetNow),
      phase?.centre ?? null,
      ...(phase && phase.limits !== 'none' ? [phase.lower, phase.upper] : [null, null]),
      chart.variation && t(variationWords[chart.variation]),
      chart.capability && t(capabilityWords[chart.capability]),
      kpi.words,
    ]
  })
  return [{ name: t('kpi.board.title'), rows: [head, ...rows] }]
}
