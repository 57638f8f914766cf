// The frame of every page behind the sign-in: places, search, keys, live changes.
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouteContext, useRouterState } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { MessageId } from '../../i18n/translator.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { BottomBar, type Place, SideNavigation, sideClass } from '../ui/navigation.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { api } from './client.ts'
import { useT } from './language.tsx'
import { later } from './later.ts'
import { useLive } from './live.ts'
import { RouterLink } from './router-link.tsx'
import { SessionContext } from './session.tsx'
import { useShortcuts } from './shortcuts.ts'

const SearchDialog = later(
  () => import('../features/rhythm/search-dialog.tsx').then((m) => m.SearchDialog),
  'search',
)

const KeysDialog = later(() => import('./keys-dialog.tsx').then((m) => m.KeysDialog), 'search')

const WorkspaceSwitcher = later(() => import('./workspace-switcher.tsx').then((m) => m.WorkspaceSwitcher))

const places: { href: string; icon: IconName; label: MessageId; short: MessageId }[] = [
  { href: '/', icon: 'home', label: 'common.place.home', short: 'common.place.home.short' },
  { href: '/okrs', icon: 'objective', label: 'common.place.okrs', short: 'common.place.okrs' },
  { href: '/map', icon: 'map', label: 'common.place.map', short: 'common.place.map' },
  { href: '/kpis', icon: 'chart', label: 'common.place.kpis', short: 'common.place.kpis' },
  { href: '/reviews', icon: 'review', label: 'common.place.reviews', short: 'common.place.reviews' },
  { href: '/settings', icon: 'settings', label: 'common.place.settings', short: 'common.place.settings' },
]

/** Pages that belong to a place and do not stand below its address. */
const parts: Record<string, RegExp> = {
  '/': /^\/check-in/,
  '/kpis': /^\/scorecards/,
  '/reviews': /^\/calibration/,
}

export function Shell() {
  const t = useT()
  const { session: atFirst } = useRouteContext({ from: '/inside' })
  // Asked again like everything else: a page that stays open sees the date change.
  const { data: session = atFirst } = useQuery(api.session.me.queryOptions({ input: {} }))
  return (
    <SessionContext value={session}>
      <ToastProvider regionLabel={t('common.toasts')} closeLabel={t('common.close')}>
        <Frame />
      </ToastProvider>
    </SessionContext>
  )
}

function Frame() {
  const t = useT()
  const [open, setOpen] = useState<'search' | 'keys' | null>(null)
  const shown = usePlaces()
  useLive()
  useShortcuts(setOpen)
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:rounded-md focus:bg-surface focus:p-3"
      >
        {t('common.skip')}
      </a>
      <SideNavigation
        label={t('common.navigation')}
        name={t('common.product')}
        homeHref="/"
        places={shown}
        link={RouterLink}
        foot={
          <>
            <Suspense>
              <WorkspaceSwitcher />
            </Suspense>
            <RouterLink href="/initiatives" className={sideClass}>
              <Icon name="initiative" />
              <span className="grow">{t('common.place.initiatives')}</span>
            </RouterLink>
            <MentionsLink />
            <button type="button" className={sideClass} onClick={() => setOpen('search')}>
              <Icon name="search" />
              <span className="grow">{t('common.search')}</span>
              <Kbd>Ctrl K</Kbd>
            </button>
          </>
        }
      />
      <main id="main" tabIndex={-1} className="min-w-0 grow px-4 pt-5 pb-24 outline-none md:px-8 md:pb-10">
        <div className="mx-auto max-w-6xl">
          <Outlet />
        </div>
      </main>
      <button
        type="button"
        aria-label={t('common.search')}
        onClick={() => setOpen('search')}
        className="fixed top-3 right-3 z-30 grid size-9 place-items-center rounded-md border bg-surface md:hidden"
      >
        <Icon name="search" />
      </button>
      <BottomBar
        label={t('common.navigation')}
        places={shown.filter(({ href }) => href !== '/map')}
        link={RouterLink}
      />
      <Suspense>
        {open === 'search' && <SearchDialog isOpen onClose={() => setOpen(null)} />}
        {open === 'keys' && <KeysDialog isOpen onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  )
}

/** Comments that call me in, and how many wait. */
function MentionsLink() {
  const t = useT()
  const { data } = useQuery(api.mentions.list.queryOptions({ input: { limit: 1 } }))
  const unread = data?.unread ?? 0
  return (
    <RouterLink href="/mentions" className={sideClass}>
      <Icon name="inbox" />
      <span className="grow">{t('common.place.mentions')}</span>
      {unread > 0 && (
        <span className="text-sm text-ink-3">
          <span aria-hidden="true">{unread}</span>
          <span className="sr-only">, {t('common.waiting', { count: unread })}</span>
        </span>
      )}
    </RouterLink>
  )
}

/** The places, with how much waits there. */
function usePlaces(): Place[] {
  const t = useT()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { data: home } = useQuery(api.home.get.queryOptions({ input: {} }))
  const waiting: Record<string, number> = { '/': home?.due.length ?? 0, '/kpis': home?.signals.length ?? 0 }
  return places.map(({ href, icon, label, short }) => {
    const count = waiting[href] ?? 0
    return {
      href,
      icon,
      label: t(label),
      shortLabel: t(short),
      isCurrent: (href === '/' ? path === '/' : path.startsWith(href)) || parts[href]?.test(path) === true,
      badge: { count, label: t('common.waiting', { count }) },
    }
  })
}
