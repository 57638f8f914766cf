// The other pages of a place, at its head: as buttons, and on a phone behind one, so that the page begins on the screen.
import { Link, useNavigate } from '@tanstack/react-router'
import { buttonClass } from '../ui/button.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { useT } from './language.tsx'

type PageLink = {
  to:
    | '/okrs/advice'
    | '/okrs/past'
    | '/map'
    | '/initiatives'
    | '/mentions'
    | '/scorecards'
    | '/kpis/numbers'
    | '/kpis/targets'
  search?: { cycle: string }
  label: string
  icon?: IconName
}

/** `alsoOnPhones`: what the column at the left leads to where it is shown. */
export const PageLinks = ({ links, alsoOnPhones = [] }: { links: PageLink[]; alsoOnPhones?: PageLink[] }) => {
  const t = useT()
  const navigate = useNavigate()
  const more = t('common.more_pages')
  return (
    <>
      {links.map(({ to, search = {}, label, icon }) => (
        <Link key={to} to={to} search={search} className={`${buttonClass()} max-sm:hidden`}>
          {icon && <Icon name={icon} />}
          {label}
        </Link>
      ))}
      <span className="order-last sm:hidden">
        <Menu
          label={more}
          trigger={(props) => (
            <button {...props} type="button" aria-label={more} className={buttonClass()}>
              <Icon name="more" />
            </button>
          )}
          items={[...links, ...alsoOnPhones].map(({ to, search = {}, label, icon }) => ({
            label,
            ...(icon ? { icon } : {}),
            onSelect: () => void navigate({ to, search }),
          }))}
        />
      </span>
    </>
  )
}
