// The library as it lies in its files, one a function, and as a reader of one language sees it.
import { z } from 'zod'
import { Aggregation, Direction, Frequency, RuleSet, Target } from '../../../contract/kpi.ts'
import { Ambition } from '../../../contract/okr.ts'
import { Finite } from '../../../contract/shapes.ts'
import { TemplateFunction, type TemplateView } from '../../../contract/templates.ts'
import { formatNumber } from '../../../core/text/format-number.ts'
import type { Locale } from '../../../i18n/translator.ts'
import administration from './library/administration.json' with { type: 'json' }
import customerService from './library/customer-service.json' with { type: 'json' }
import education from './library/education.json' with { type: 'json' }
import engineering from './library/engineering.json' with { type: 'json' }
import finance from './library/finance.json' with { type: 'json' }
import health from './library/health.json' with { type: 'json' }
import logistics from './library/logistics.json' with { type: 'json' }
import marketing from './library/marketing.json' with { type: 'json' }
import operations from './library/operations.json' with { type: 'json' }
import people from './library/people.json' with { type: 'json' }
import product from './library/product.json' with { type: 'json' }
import sales from './library/sales.json' with { type: 'json' }

const Bilingual = z.strictObject({ vi: z.string().trim().min(1), en: z.string().trim().min(1) })
const Id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)

const Reach = z.strictObject({
  kind: z.literal('reach'),
  start: Finite,
  target: Finite,
  unit: Bilingual,
})
const Keep = z.strictObject({
  kind: z.literal('keep'),
  lower: Finite.optional(),
  upper: Finite.optional(),
  unit: Bilingual,
})

/** A file of the library. Titles of key results name the figures of their measure as `{start}`, `{target}`, … */
export const TemplateFile = z.strictObject({
  function: TemplateFunction,
  name: Bilingual,
  objectives: z.array(
    z.strictObject({
      id: Id,
      ambition: Ambition,
      title: Bilingual,
      reason: Bilingual,
      keyResults: z.array(
        z.strictObject({
          title: Bilingual,
          measure: z.discriminatedUnion('kind', [Reach, Keep]),
          isGuardrail: z.boolean().optional(),
        }),
      ),
      initiatives: z.array(Bilingual),
    }),
  ),
  kpis: z.array(
    z.strictObject({
      id: Id,
      name: Bilingual,
      description: Bilingual,
      unit: Bilingual,
      precision: z.int().min(0).max(6),
      direction: Direction,
      frequency: Frequency,
      aggregation: Aggregation,
      zeroWhenEmpty: z.boolean().optional(),
      floor: Finite.optional(),
      ceiling: Finite.optional(),
      target: Target.optional(),
      ruleSet: RuleSet,
    }),
  ),
})

type File = z.output<typeof TemplateFile>
type StoredMeasure = File['objectives'][number]['keyResults'][number]['measure']

export const libraryFiles = [
  sales,
  marketing,
  customerService,
  product,
  engineering,
  operations,
  logistics,
  people,
  finance,
  administration,
  education,
  health,
]

const read: Partial<Record<Locale, readonly TemplateView[]>> = {}

/** Every template in one language, by function, OKR sets before KPIs. */
export function library(locale: Locale): readonly TemplateView[] {
  const views = read[locale] ?? libraryFiles.flatMap((file) => viewsOf(TemplateFile.parse(file), locale))
  read[locale] = views
  return views
}

function viewsOf(file: File, locale: Locale): TemplateView[] {
  const of = { function: file.function, functionName: file.name[locale] }
  const objectives = file.objectives.map(({ id, ambition, title, reason, keyResults, initiatives }) => ({
    kind: 'objective' as const,
    id,
    ...of,
    title: title[locale],
    reason: reason[locale],
    ambition,
    keyResults: keyResults.map((keyResult) => ({
      title: withFigures(keyResult.title[locale], keyResult.measure, locale),
      measure: { ...keyResult.measure, unit: keyResult.measure.unit[locale] },
      isGuardrail: keyResult.isGuardrail ?? false,
    })),
    initiatives: initiatives.map((words) => words[locale]),
  }))
  const kpis = file.kpis.map((kpi) => ({
    kind: 'kpi' as const,
    ...of,
    ...kpi,
    name: kpi.name[locale],
    description: kpi.description[locale],
    unit: kpi.unit[locale],
    zeroWhenEmpty: kpi.zeroWhenEmpty ?? false,
    floor: kpi.floor ?? null,
    ceiling: kpi.ceiling ?? null,
    target: kpi.target ?? null,
  }))
  return [...objectives, ...kpis]
}

/** Units that are written against the number; every other one stands as a word of the sentence. */
const closeUnits = new Set(['%', '₫'])

/** The figures of the measure in the title, so that the two can never differ. */
function withFigures(title: string, measure: StoredMeasure, locale: Locale): string {
  const figures: Record<string, number | undefined> = { ...measure, kind: undefined, unit: undefined }
  return title.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = figures[name]
    if (value === undefined) return place
    const unit = measure.unit[locale]
    const text = formatNumber(value, { locale, ...(closeUnits.has(unit) ? { unit } : {}) })
    return text.replaceAll('\u00A0', ' ')
  })
}
