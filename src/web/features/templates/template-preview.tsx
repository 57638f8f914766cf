// One template in full, and where it is to go.
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ObjectiveTemplateView, TemplateView } from '../../../contract/templates.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Card } from '../../ui/card.tsx'
import { Icon } from '../../ui/icon.tsx'
import { AdoptKpi } from './adopt-kpi.tsx'
import { AdoptObjective } from './adopt-objective.tsx'
import { KpiPreview } from './kpi-preview.tsx'
import { ObjectivePreview } from './objective-preview.tsx'
import { nameOf } from './template-words.ts'

const ambitionWords: Record<ObjectiveTemplateView['ambition'], MessageId> = {
  aspirational: 'okr.ambition.aspirational',
  committed: 'okr.ambition.committed',
}

type Props = { template: TemplateView; isChosen: boolean }

export const TemplatePreview = ({ template, isChosen }: Props) => {
  const t = useT()
  const { member } = useSession()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // On a narrow screen it takes the place of the list, and the reading goes on here.
    if (isChosen && window.matchMedia('(max-width: 63.9375rem)').matches) heading.current?.focus()
  }, [isChosen])
  return (
    <article aria-label={nameOf(template)}>
      <Link
        to="/templates"
        search={(before) => ({ ...before, open: undefined })}
        className="mb-3 inline-flex min-h-8 items-center gap-1.5 text-ink-2 hover:text-ink lg:hidden"
      >
        <Icon name="chevron-left" />
        {t('templates.back')}
      </Link>
      <Card className="grid gap-5 p-5">
        <header className="grid gap-1">
          <p className="text-sm text-ink-3">
            {template.kind === 'objective'
              ? `${template.functionName} · ${t(ambitionWords[template.ambition])}`
              : template.functionName}
          </p>
          <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold text-balance outline-none">
            {nameOf(template)}
          </h2>
        </header>
        {template.kind === 'objective' ? (
          <ObjectivePreview template={template} />
        ) : (
          <KpiPreview template={template} />
        )}
        <footer className="border-t pt-4">
          {member.role === 'viewer' && <p className="text-ink-2">{t('templates.viewer')}</p>}
          {member.role !== 'viewer' && template.kind === 'objective' && (
            <AdoptObjective template={template} />
          )}
          {member.role !== 'viewer' && template.kind === 'kpi' && <AdoptKpi template={template} />}
        </footer>
      </Card>
    </article>
  )
}
