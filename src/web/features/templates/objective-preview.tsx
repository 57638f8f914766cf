// What an OKR set would make: why, the key results, the work.
import type { ObjectiveTemplateView } from '../../../contract/templates.ts'
import { useT } from '../../app/language.tsx'
import { Chip } from '../../ui/chip.tsx'

export const ObjectivePreview = ({ template }: { template: ObjectiveTemplateView }) => {
  const t = useT()
  return (
    <div className="grid gap-5">
      <p className="max-w-prose text-ink-2">{template.reason}</p>
      <section>
        <h3 className="mb-1 text-sm font-semibold text-ink-2">{t('okr.key_results')}</h3>
        <ul className="divide-y border-y">
          {template.keyResults.map(({ title, isGuardrail }) => (
            <li key={title} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2">
              <span className="min-w-0 text-pretty">{title}</span>
              {isGuardrail && (
                <Chip tone="neutral" icon="half">
                  {t('templates.guardrail')}
                </Chip>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="mb-1.5 text-sm font-semibold text-ink-2">{t('okr.initiatives')}</h3>
        <ul className="grid list-disc gap-1 pl-5 marker:text-ink-3">
          {template.initiatives.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}
