// The archive: what was put away, and restoring it.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ArchivedView } from '../../../contract/archive.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { RouterLink } from '../../app/router-link.tsx'
import { Button } from '../../ui/button.tsx'
import { CardList, CardRow } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

const kinds: Record<ArchivedView['kind'], { icon: IconName; word: MessageId }> = {
  objective: { icon: 'objective', word: 'archive.kind.objective' },
  key_result: { icon: 'chart', word: 'archive.kind.key_result' },
  initiative: { icon: 'initiative', word: 'archive.kind.initiative' },
  kpi: { icon: 'chart', word: 'archive.kind.kpi' },
}

const linked = 'font-semibold hover:underline'

export const ArchiveScreen = () => {
  const t = useT()
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(
    api.archive.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHeader
        trail={{
          label: t('okr.trail'),
          steps: [{ label: t('okr.title'), href: '/okrs' }],
          link: RouterLink,
        }}
        title={t('archive.title')}
      />
      <p className="mb-5 max-w-prose text-ink-2">{t('archive.explained')}</p>
      {!items && <Skeleton className="h-56 w-full" />}
      {items?.length === 0 && <EmptyState title={t('archive.none')}>{t('archive.none_text')}</EmptyState>}
      {items && items.length > 0 && (
        <CardList>
          {items.map((item) => (
            <ArchivedRow key={item.id} item={item} />
          ))}
        </CardList>
      )}
      {hasNextPage && (
        <Button className="mt-4" onClick={() => void fetchNextPage()}>
          {t('archive.more')}
        </Button>
      )}
    </>
  )
}

const ArchivedRow = ({ item }: { item: ArchivedView }) => {
  const t = useT()
  const format = useFormat()
  const act = useAct()
  const rights = useRights()
  const { id, kind, title, objective, archivedAt, ownerId, unitId, isReadOnly } = item
  const mayRestore =
    !isReadOnly && rights(kind === 'kpi' ? 'kpi.edit' : 'objective.edit', { ownerIds: [ownerId], unitId })
  const set = (archived: boolean) => {
    if (kind === 'objective') return client.objectives.update({ id, archived })
    if (kind === 'kpi') return client.kpis.update({ id, archived })
    if (kind === 'key_result') return client.keyResults.update({ id, archived })
    return client.initiatives.update({ id, archived })
  }
  const restore = () =>
    void act<unknown>(() => set(false), {
      message: t('objective.restored', { title }),
      undo: () => set(true),
    })
  const facts = [
    t(kinds[kind].word),
    objective && t('archive.in', { title: objective.title }),
    t('archive.on', { date: format.time(archivedAt) }),
    isReadOnly ? t('archive.read_only') : null,
  ]
  return (
    <CardRow className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Icon name={kinds[kind].icon} className="text-ink-3" />
      <div className="min-w-0 grow basis-60">
        {kind === 'objective' && (
          <Link to="/okrs/$objectiveId" params={{ objectiveId: id }} className={linked}>
            {title}
          </Link>
        )}
        {kind === 'kpi' && (
          <Link to="/kpis/$kpiId" params={{ kpiId: id }} className={linked}>
            {title}
          </Link>
        )}
        {(kind === 'key_result' || kind === 'initiative') && <span className="font-semibold">{title}</span>}
        <p className="text-sm text-ink-3">{facts.filter(Boolean).join('\u00A0· ')}</p>
      </div>
      {mayRestore && (
        <Button size="sm" icon="undo" onClick={restore}>
          {t('objective.restore')}
          <span className="sr-only"> {title}</span>
        </Button>
      )}
    </CardRow>
  )
}
