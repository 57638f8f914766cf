// A KPI's chart as a picture: the same drawing as on its page.

import { translate } from '../../../i18n/catalogue.ts'
import { formatFor } from '../../../i18n/format-for.ts'
import { kpiFormat } from '../../../i18n/kpi-figures.ts'
import { periodNames } from '../../../i18n/period-names.ts'
import type { Locale } from '../../../i18n/translator.ts'
import { kpiPulse, kpiValues } from '../../../web/charts/kpi-pulse.ts'
import { pulseFile } from '../../../web/charts/pulse-file.ts'
import type { Op } from '../../platform/operation-context.ts'
import { mostShown, recent } from './board.ts'
import { kpiChart } from './chart.ts'
import { type KpiRow, workCalendar } from './kpi-row.ts'

type Asked = {
  theme: 'light' | 'dark'
  size: 'small' | 'large'
  locale?: Locale | undefined
  asOf?: string | undefined
}

/** Small is the newest periods, as on the board; large is all, as on the KPI's page. */
const sizes = { small: { width: 280, height: 72 }, large: { width: 760, height: 340 } }

export async function chartSvg(reader: Op, kpi: KpiRow, { theme, size, locale, asOf }: Asked): Promise<File> {
  const op = locale === undefined ? reader : { ...reader, locale, t: translate[locale] }
  const chart = await kpiChart(op, kpi, { asOf })
  const frequency = kpi.frequency as Parameters<typeof periodNames>[0]
  const names = periodNames(frequency, workCalendar(op), op.t, formatFor(op.locale, op.workspace.timeZone))
  const words = { t: op.t, locale: op.locale, names }
  const data =
    size === 'small'
      ? kpiValues(kpi, recent({ ...chart, periods: chart.periods.slice(-mostShown) }), words)
      : kpiPulse(kpi, chart, words)
  const svg = pulseFile({
    ...data,
    ...sizes[size],
    ...{ size, theme, format: kpiFormat(kpi, op.locale).number },
    summary: `${kpi.name}. ${chart.words.summary}`,
  })
  return new File([svg], `${kpi.slug}.svg`, { type: 'image/svg+xml' })
}
