// The shell around every page: a column at the left on wide screens, a bar at the foot on phones, the same places.
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import type { LinkComponent } from './link.ts'
import { Logo } from './logo.tsx'

export type Place = {
  label: string
  /** For the bar of a phone, where the label is too long for a fifth of it. */
  shortLabel?: string
  href: string
  icon: IconName
  isCurrent: boolean
  /** How many things wait there, and how that is read out. */
  badge?: { count: number; label: string }
}

type NavigationProps = { label: string; places: Place[]; link: LinkComponent }

type SideNavigationProps = NavigationProps & {
  /** The product's or the organisation's name. */
  name: ReactNode
  homeHref: string
  /** Search, settings, the person: at the foot. */
  foot?: ReactNode
}

export const SideNavigation = ({ label, places, link: Link, name, homeHref, foot }: SideNavigationProps) => (
  <nav
    aria-label={label}
    className="sticky top-0 hidden h-dvh w-52 shrink-0 flex-col border-r px-3 py-5 md:flex"
  >
    <Link
      href={homeHref}
      className="mb-4 flex items-center gap-2.5 rounded-md px-2 py-0.5 text-lg font-semibold"
    >
      <Logo />
      {name}
    </Link>
    <div className="grid gap-0.5">
      {places.map((place) => (
        <Link
          key={place.href}
          href={place.href}
          className={sideClass}
          aria-current={place.isCurrent ? 'page' : undefined}
        >
          <Icon name={place.icon} />
          <span className="grow truncate">{place.label}</span>
          <Badge badge={place.badge} className="text-sm text-ink-3" />
        </Link>
      ))}
    </div>
    {foot && <div className="mt-auto grid gap-0.5 pt-4">{foot}</div>}
  </nav>
)

/** The look of an entry of the column, also for what stands at its foot. */
export const sideClass =
  'flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-left text-ink-2 hover:bg-sunken hover:text-ink aria-[current=page]:bg-cham-soft aria-[current=page]:font-semibold aria-[current=page]:text-cham'

export const BottomBar = ({ label, places, link: Link }: NavigationProps) => (
  <nav
    aria-label={label}
    className="fixed inset-x-0 bottom-0 z-40 grid auto-cols-fr grid-flow-col border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
  >
    {places.map((place) => (
      <Link
        key={place.href}
        href={place.href}
        aria-current={place.isCurrent ? 'page' : undefined}
        className="flex min-h-14 min-w-0 flex-col items-center justify-center gap-0.5 px-0.5 text-xs text-ink-2 -outline-offset-2 aria-[current=page]:font-semibold aria-[current=page]:text-cham"
      >
        <span className="relative">
          <Icon name={place.icon} size={20} />
          <Badge
            badge={place.badge}
            className="absolute -top-1.5 left-4 min-w-4 rounded-full bg-cham px-1 text-center font-semibold text-on-cham"
          />
        </span>
        <span className="max-w-full truncate">{place.shortLabel ?? place.label}</span>
      </Link>
    ))}
  </nav>
)

const Badge = ({ badge, className }: { badge: Place['badge']; className: string }) =>
  badge && badge.count > 0 ? (
    <span className={className}>
      <span aria-hidden="true">{badge.count > 99 ? '99+' : badge.count}</span>
      <span className="sr-only">, {badge.label}</span>
    </span>
  ) : null
