// Settings: a list of parts beside the part that is open.
import { Outlet, useRouterState } from '@tanstack/react-router'
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TabLinks, tabClass } from '../../ui/tab-links.tsx'

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
  const open = parts.find(({ href }) => href === path)
  return (
    <>
      <PageHeader
        title={t('people.settings.title')}
        name={[open && t(open.label), t('people.settings.title')].filter(Boolean).join(' · ')}
      />
      <div className="mb-6 border-b">
        <TabLinks label={t('people.settings.title')}>
          {parts.map(({ href, label }) => (
            <RouterLink
              key={href}
              href={href}
              aria-current={path === href ? 'page' : undefined}
              className={tabClass}
            >
              {t(label)}
            </RouterLink>
          ))}
        </TabLinks>
      </div>
      <Outlet />
    </>
  )
}
