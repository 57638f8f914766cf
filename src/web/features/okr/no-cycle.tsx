import { Link } from '@tanstack/react-router'
import { useT } from '../../app/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'

/** Stands in place of a page about a cycle, before there is one: the first objective makes one too. */
export const NoCycle = ({ title }: { title: string }) => {
  const t = useT()
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        title={t('okr.no_cycle')}
        action={
          <Link to="/okrs/new" className={buttonClass('primary')}>
            {t('okr.first')}
          </Link>
        }
      >
        {t('okr.no_cycle_text')}
      </EmptyState>
    </>
  )
}
