// Settings: a list of parts beside the part that is open.
import { Outlet, useRouterState } from '@tanstack/react-router'
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import { PageHeader } from '../../ui/page-header.tsx'

const parts: { href: string; label: MessageId }[] = [
  { href: '/settings', label: 'people.settings.organisation' },
  { href: '/settings/account', label: 'members.account' },
  { href: '/settings/people', label: 'members.title' },
  { href: '/settings/units', label: 'people.settings.units' },
  { href: '/settings/cycles', label: 'people.settings.cycles' },
  { href: '/settings/coach', label: 'coach.settings' },
  { href: '/settings/sign-in', label: 'people.settings.sign_in' },
  { href: '/settings/keys', label: 'people.settings.keys' },
  { href: '/settings/connections', label: 'people.settings.connections' },
  { href: '/settings/audit', label: 'people.settings.audit' },
]

export function SettingsScreen() {
  const t = useT()
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/\/$/, '') })
  return (
    <>
      <PageHeader title={t('people.settings.title')} />
      <nav aria-label={t('people.settings.title')} className="mb-6 flex gap-1 overflow-x-auto border-b">
        {parts.map(({ href, label }) => (
          <RouterLink
            key={href}
            href={href}
            aria-current={path === href ? 'page' : undefined}
            className="-mb-px inline-flex min-h-9 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-ink-2 hover:text-ink aria-[current=page]:border-cham aria-[current=page]:font-semibold aria-[current=page]:text-ink"
          >
            {t(label)}
          </RouterLink>
        ))}
      </nav>
      <Outlet />
    </>
  )
}
