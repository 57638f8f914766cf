// Takes the chart along: as a picture, or its figures as a table.
import type { RefObject } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { download } from '../../app/download.ts'
import { useLanguage } from '../../app/language.tsx'
import { type SheetForm, useSheetDownload } from '../../app/sheet-file.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useToast } from '../../ui/toast.tsx'
import { pngFile, svgFile } from './chart-export.ts'
import { chartSheets } from './chart-sheets.ts'
import { measurementSheets } from './measurement-sheets.ts'

type ExportMenuProps = {
  kpi: KpiView
  chart: ChartView
  /** Where the drawing stands; a table has none. */
  place: RefObject<HTMLElement | null>
}

export const ChartExportMenu = ({ kpi, chart, place }: ExportMenuProps) => {
  const { t } = useLanguage()
  const toast = useToast()
  const give = useSheetDownload()
  const drawing = () => place.current?.querySelector('svg') ?? null
  const picture = (save: (svg: string) => unknown) => () => {
    const drawn = drawing()
    if (drawn) void save(svgFile(drawn, `${kpi.name}. ${chart.words.summary}`))
    else toast({ message: t('kpi.export.needs_chart'), isError: true })
  }
  const named = (end: string) => `${kpi.slug}.${end}`
  const table = (form: SheetForm) => give(kpi.slug, form, async () => chartSheets(chart, t))
  const measurements = (form: SheetForm) =>
    give(`${kpi.slug}-${t('kpi.export.file.measurements')}`, form, () =>
      measurementSheets(kpi, t, chart.asOf ?? undefined, (count) =>
        toast({ message: t('kpi.export.progress', { count }) }),
      ),
    )
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
        { label: 'SVG', onSelect: picture((svg) => download(named('svg'), svg, 'image/svg+xml')) },
        {
          label: 'PNG',
          onSelect: picture(async (svg) => download(named('png'), await pngFile(svg), 'image/png')),
        },
        { label: 'CSV', onSelect: () => void table('csv') },
        { label: 'XLSX', onSelect: () => void table('xlsx') },
        { label: t('kpi.export.measurements', { form: 'CSV' }), onSelect: () => void measurements('csv') },
        { label: t('kpi.export.measurements', { form: 'XLSX' }), onSelect: () => void measurements('xlsx') },
      ]}
    />
  )
}
