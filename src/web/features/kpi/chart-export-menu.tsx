// Takes the chart along: as a picture, or its figures as a table.
import type { RefObject } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { useLanguage } from '../../app/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useToast } from '../../ui/toast.tsx'
import { type Cell, csvFile, download, pngFile, svgFile } from './chart-export.ts'
import { readingWords } from './chips.tsx'

type ExportMenuProps = {
  kpi: KpiView
  chart: ChartView
  /** Where the drawing stands; a table has none. */
  place: RefObject<HTMLElement | null>
}

export const ChartExportMenu = ({ kpi, chart, place }: ExportMenuProps) => {
  const { t } = useLanguage()
  const toast = useToast()
  const drawing = () => place.current?.querySelector('svg') ?? null
  const picture = (save: (svg: string) => unknown) => () => {
    const drawn = drawing()
    if (drawn) void save(svgFile(drawn, `${kpi.name}. ${chart.words.summary}`))
    else toast({ message: t('kpi.export.needs_chart'), isError: true })
  }
  const named = (end: string) => `${kpi.slug}.${end}`
  return (
    <Menu
      label={t('kpi.export.title')}
      trigger={(props) => (
        <button {...props} type="button" className={buttonClass('quiet', 'sm')}>
          {t('kpi.export.title')}
          <Icon name="chevron-down" />
        </button>
      )}
      items={[
        { label: 'SVG', onSelect: picture((svg) => download(svg, named('svg'), 'image/svg+xml')) },
        {
          label: 'PNG',
          onSelect: picture(async (svg) => download(await pngFile(svg), named('png'), 'image/png')),
        },
        {
          label: 'CSV',
          onSelect: () => download(csvFile(rowsOf(chart, t)), named('csv'), 'text/csv;charset=utf-8'),
        },
      ]}
    />
  )
}

/** A row for each period, oldest first: what is drawn, in figures that are not rounded. */
function rowsOf(chart: ChartView, t: ReturnType<typeof useLanguage>['t']): Cell[][] {
  const own = new Map(chart.targets.byPeriod.map(({ start, target }) => [start, target]))
  const head = [
    t('kpi.chart.head.period'),
    t('kpi.export.last_day'),
    t('kpi.chart.head.value'),
    t('kpi.chart.head.centre'),
    t('kpi.export.lower'),
    t('kpi.export.upper'),
    t('kpi.chart.head.target'),
    t('kpi.chart.head.note'),
  ]
  const rows = chart.periods.map(({ start, end, value, provisional, leftOut }): Cell[] => {
    const phase = chart.phases.findLast((one) => one.start === null || one.start <= start)
    const target = own.get(start) ?? chart.targets.constant
    const readings = new Set(
      chart.signals.filter(({ points }) => points.includes(start)).map(({ reading }) => reading),
    )
    const notes = [
      ...[...readings].map((reading) => t(readingWords[reading])),
      ...(provisional ? [t('kpi.chart.provisional')] : []),
      ...(leftOut === null ? [] : [t('kpi.chart.left_out', { reason: leftOut })]),
    ]
    return [
      ...[start, end, value, phase?.centre ?? null],
      ...(phase && phase.limits !== 'none' ? [phase.lower, phase.upper] : [null, null]),
      typeof target === 'object' && target !== null ? `${target.lower} – ${target.upper}` : target,
      notes.join(' · '),
    ]
  })
  return [head, ...rows]
}
