// What the KPI is: where its numbers come from, who answers for it, whose it is, who sees it.
import type { KpiView } from '../../../contract/kpi.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { aggregationWords, frequencyWords } from '../../app/kpi-words.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { Card } from '../../ui/card.tsx'

const seenByWords: Record<KpiView['visibility'], MessageId> = {
  everyone: 'kpi.about.seen.everyone',
  unit: 'kpi.about.seen.unit',
  people: 'kpi.about.seen.people',
}

export const AboutCard = ({ kpi }: { kpi: KpiView }) => {
  const t = useT()
  const names = useNames()
  const counted = t('kpi.about.counted', {
    aggregation: t(aggregationWords[kpi.aggregation]),
    frequency: t(frequencyWords[kpi.frequency]),
  })
  const rows: [MessageId, string][] = [
    ['kpi.about.source', kpi.formula === null ? kpi.source : t('kpi.about.by_formula')],
    ['kpi.about.count', counted],
    ['kpi.about.owner', names.member(kpi.ownerId)],
    ['kpi.about.unit', names.unit(kpi.unitId)],
    ['kpi.units.other', kpi.otherUnitIds.map(names.unit).join(', ')],
    ['kpi.about.seen', t(seenByWords[kpi.visibility], { count: kpi.visibleTo.length })],
    ['kpi.about.slug', kpi.slug],
  ]
  return (
    <Card className="grid gap-3 p-4">
      <h2 className="text-sm font-semibold text-ink-2">{t('kpi.about.title')}</h2>
      {kpi.description && <p className="max-w-prose whitespace-pre-line">{kpi.description}</p>}
      <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-[max-content_1fr]">
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label} className="grid sm:col-span-2 sm:grid-cols-subgrid">
              <dt className="text-ink-3">{t(label)}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  )
}
