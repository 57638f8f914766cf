// What a KPI template would make: how it is measured, and its definition.
import type { KpiTemplateView } from '../../../contract/templates.ts'
import { kpiFormat, targetWords } from '../../../i18n/kpi-figures.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { aggregationWords, directionWords, frequencyWords } from '../../app/kpi-words.ts'
import { useLanguage } from '../../app/language.tsx'

const ruleSetWords: Record<KpiTemplateView['ruleSet'], MessageId> = {
  wheeler: 'kpi.rule_set.wheeler',
  nhs: 'kpi.rule_set.nhs',
}

export const KpiPreview = ({ template }: { template: KpiTemplateView }) => {
  const { t, locale } = useLanguage()
  const { unit, direction, frequency, aggregation, target, ruleSet } = template
  const facts: [MessageId, string][] = [
    ['templates.kpi.unit', unit],
    ['templates.kpi.direction', t(directionWords[direction])],
    ['templates.kpi.frequency', t(frequencyWords[frequency])],
    ['templates.kpi.aggregation', t(aggregationWords[aggregation])],
    [
      'templates.kpi.target',
      target === null ? t('templates.kpi.own_target') : targetWords(target, kpiFormat(template, locale), t),
    ],
    ['templates.kpi.rule_set', t(ruleSetWords[ruleSet])],
  ]
  return (
    <div className="grid gap-5">
      <p className="max-w-prose text-ink-2">{template.description}</p>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-5 gap-y-1.5">
        {facts.map(([word, value]) => (
          <div key={word} className="contents">
            <dt className="text-ink-3">{t(word)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
