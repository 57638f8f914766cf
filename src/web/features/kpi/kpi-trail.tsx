// The way down to a KPI's pages: the board, its category, and on the pages below it the KPI.
import { Link } from '@tanstack/react-router'
import type { KpiView } from '../../../contract/kpi.ts'
import { useT } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import type { LinkComponent } from '../../ui/link.ts'

const categoryHref = '/kpis?category='

/** The board filtered by a category has its filter in the address, which the router takes apart from the path. */
const TrailLink: LinkComponent = ({ href, ...rest }) =>
  href.startsWith(categoryHref) ? (
    <Link {...rest} to="/kpis" search={{ category: decodeURIComponent(href.slice(categoryHref.length)) }} />
  ) : (
    <RouterLink {...rest} href={href} />
  )

type TrailKpi = Pick<KpiView, 'id' | 'name' | 'category'>

export function useKpiTrail(kpi: TrailKpi | undefined, isBelow: boolean) {
  const t = useT()
  const steps = [{ label: t('kpi.board.title'), href: '/kpis' }]
  if (kpi?.category)
    steps.push({ label: kpi.category, href: categoryHref + encodeURIComponent(kpi.category) })
  if (kpi && isBelow) steps.push({ label: kpi.name, href: `/kpis/${kpi.id}` })
  return { label: t('kpi.trail'), steps, link: TrailLink }
}
