// Views of the OKRs as a row of links: those that everyone has, one's own, and those that others share.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { SavedViewView } from '../../../contract/saved-views.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { type OkrSearch, okrSearch, savedPart } from '../../app/okr-search.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { TabLinks, tabClass } from '../../ui/tab-links.tsx'

const SavedViewDialog = later(() => import('./saved-view-dialog.tsx').then((m) => m.SavedViewDialog))

const same = (a: Record<string, string>, b: Record<string, string>) =>
  JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted())

type Tab = { key: string; label: string; search: OkrSearch; isCurrent: boolean }

export const SavedViews = ({ search }: { search: OkrSearch }) => {
  const t = useT()
  const { member } = useSession()
  const { data } = useQuery(api.savedViews.list.queryOptions({ input: { limit: 100 } }))
  const [isKeeping, setIsKeeping] = useState(false)
  const now = savedPart(search)
  const views = data?.items ?? []
  const current = views.find(({ id }) => id === search.view)
  const keep = search.cycle ? { cycle: search.cycle } : {}
  const usual: [string, string, OkrSearch][] = [
    ['all', t('view.saved.all'), {}],
    ['mine', t('view.saved.mine'), { owner: 'me' }],
    ['attention', t('view.saved.attention'), { status: 'off_track,at_risk', sort: 'attention' }],
  ]
  // Board or list is how one likes to look, not what one looks at.
  const { layout: _, ...asked } = now
  const tabs: Tab[] = [
    ...usual.map(([key, label, own]) => ({
      key,
      label,
      search: { ...keep, ...own, ...(search.layout ? { layout: search.layout } : {}) },
      isCurrent: !current && same(asked, savedPart(own)),
    })),
    ...views.map(({ id, name, ownerId, search: own }) => ({
      key: id,
      label: ownerId === member.id ? name : t('view.saved.shared', { name }),
      search: { ...okrSearch(own), ...keep, view: id },
      isCurrent: id === current?.id,
    })),
  ]
  const isNew = !current && !tabs.some(({ isCurrent }) => isCurrent)
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-1 gap-y-1 border-b">
      <TabLinks label={t('view.saved')}>
        {tabs.map(({ key, label, search: to, isCurrent }) => (
          <Link
            key={key}
            to="/okrs"
            search={to}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={isCurrent ? 'page' : undefined}
            className={tabClass}
          >
            {label}
          </Link>
        ))}
      </TabLinks>
      {current && <ViewMenu view={current} now={now} />}
      {isNew && (
        <Button look="quiet" size="sm" icon="plus" onClick={() => setIsKeeping(true)}>
          {t('view.saved.keep')}
        </Button>
      )}
      <Suspense>{isKeeping && <SavedViewDialog search={now} onClose={() => setIsKeeping(false)} />}</Suspense>
    </div>
  )
}

type MenuProps = { view: SavedViewView; now: Record<string, string> }

/** For whoever may change it; the server has the last word. */
const ViewMenu = ({ view, now }: MenuProps) => {
  const t = useT()
  const act = useAct()
  const { member } = useSession()
  const [isEditing, setIsEditing] = useState(false)
  const { id, name, ownerId } = view
  const isOwn = ownerId === member.id || member.role === 'admin' || member.role === 'owner'
  const isChanged = !same(now, view.search)
  if (!isOwn) return isChanged ? <Icon name="edit" className="text-ink-3" /> : null
  const remove = (isRemoved: boolean) => client.savedViews.update({ id, isRemoved })
  return (
    <>
      {isChanged && (
        <Button
          size="sm"
          onClick={() =>
            void act(() => client.savedViews.update({ id, search: now }), {
              message: t('view.saved.updated', { name }),
              undo: () => client.savedViews.update({ id, search: view.search }),
            })
          }
        >
          {t('view.saved.update')}
        </Button>
      )}
      <Menu
        label={t('view.saved.actions', { name })}
        trigger={(props) => <IconButton icon="more" label={t('view.saved.actions', { name })} {...props} />}
        items={[
          { label: t('view.saved.rename'), icon: 'edit', onSelect: () => setIsEditing(true) },
          {
            label: t('view.saved.remove'),
            icon: 'trash',
            danger: true,
            onSelect: () =>
              void act(() => remove(true), {
                message: t('view.saved.removed', { name }),
                undo: () => remove(false),
              }),
          },
        ]}
      />
      <Suspense>
        {isEditing && (
          <SavedViewDialog search={view.search} view={view} onClose={() => setIsEditing(false)} />
        )}
      </Suspense>
    </>
  )
}
