// The templates that fit, by function; the one that is open stands out.
import { Link } from '@tanstack/react-router'
import type { TemplateView } from '../../../contract/templates.ts'
import { frequencyWords } from '../../app/kpi-words.ts'
import { useT } from '../../app/language.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { nameOf } from './template-words.ts'

type Props = { templates: TemplateView[]; openedId: string; isGrouped: boolean }

export const TemplateList = ({ templates, openedId, isGrouped }: Props) => {
  const t = useT()
  if (!isGrouped)
    return (
      <section aria-label={templates[0]?.functionName ?? t('templates.title')}>
        <Rows templates={templates} openedId={openedId} />
      </section>
    )
  return [...Map.groupBy(templates, (template) => template.functionName)].map(([name, ofThis]) => (
    <section key={name} aria-label={name} className="first:[&>h2]:mt-0">
      <SectionTitle note={ofThis.length}>{name}</SectionTitle>
      <Rows templates={ofThis} openedId={openedId} />
    </section>
  ))
}

const Rows = ({ templates, openedId }: { templates: TemplateView[]; openedId: string }) => (
  <ul className="divide-y overflow-hidden rounded-md border bg-surface">
    {templates.map((template) => (
      <li key={template.id}>
        <Link
          to="/templates"
          search={(before) => ({ ...before, open: template.id })}
          resetScroll={false}
          aria-current={template.id === openedId ? 'true' : undefined}
          className="grid gap-0.5 px-4 py-2.5 -outline-offset-2 hover:bg-sunken lg:[&[aria-current]]:bg-cham-soft"
        >
          <span className="font-semibold text-pretty">{nameOf(template)}</span>
          <Summary template={template} />
        </Link>
      </li>
    ))}
  </ul>
)

const Summary = ({ template }: { template: TemplateView }) => {
  const t = useT()
  return (
    <span className="text-sm text-ink-3">
      {template.kind === 'objective'
        ? t('templates.set_size', {
            keyResults: template.keyResults.length,
            initiatives: template.initiatives.length,
          })
        : `${template.unit} · ${t(frequencyWords[template.frequency])}`}
    </span>
  )
}
