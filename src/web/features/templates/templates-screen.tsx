// The library of templates: by function, by words, with a preview from which one is adopted.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { TemplateView } from '../../../contract/templates.ts'
import { holdsWords } from '../../../core/text/fold.ts'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TemplateFilters } from './template-filters.tsx'
import { TemplateList } from './template-list.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { nameOf, textsOf } from './template-words.ts'

const route = getRouteApi('/inside/templates')

export const TemplatesScreen = () => {
  const { t, locale } = useLanguage()
  const told = useTold()
  const { kind = 'objective', function: of, q = '', open } = route.useSearch()
  const { data, error } = useQuery({
    ...api.templates.list.queryOptions({ input: { limit: 500 } }),
    // The texts are the reader's language.
    queryKey: ['templates', 'list', locale],
    staleTime: Number.POSITIVE_INFINITY,
  })
  const ofKind = data?.items.filter((template) => template.kind === kind) ?? []
  const shown = ofKind.filter((template) => (!of || template.function === of) && holds(template, q))
  const opened = data?.items.find(({ id }) => id === open) ?? shown[0]
  return (
    <>
      <PageHeader title={t('templates.title')} meta={t('templates.meta')} />
      {error && <Notice tone="wrong">{told(error).detail}</Notice>}
      <div className={open ? 'max-lg:hidden' : ''}>
        <TemplateFilters templates={ofKind} kind={kind} />
      </div>
      {!data && !error && <Skeleton className="h-96 w-full" />}
      {data && shown.length === 0 && (
        <EmptyState title={t('templates.none')}>{t('templates.none_text')}</EmptyState>
      )}
      {opened && (shown.length > 0 || open) && (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <div className={open ? 'max-lg:hidden' : ''}>
            <TemplateList templates={shown} openedId={opened.id} isGrouped={!of} />
          </div>
          <div className={`lg:sticky lg:top-5 ${open ? '' : 'max-lg:hidden'}`}>
            <TemplatePreview key={opened.id} template={opened} isChosen={open !== undefined} />
          </div>
        </div>
      )}
    </>
  )
}

/** By any of its words, without diacritics. */
const holds = (template: TemplateView, q: string) =>
  holdsWords([nameOf(template), template.functionName, ...textsOf(template)].join('\n'), q)
