// Everything that waits for a check-in, in one pass.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { CheckInList } from '../../app/check-in-list.tsx'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

export const CheckInScreen = () => {
  const t = useT()
  const { data } = useQuery(api.checkIns.due.queryOptions({ input: {} }))
  useFocusFirst(data !== undefined)
  return (
    <>
      <PageHeader
        title={t('okr.check_in.title')}
        meta={data && data.items.length > 0 && t('okr.check_in.left', { count: data.items.length })}
      />
      <p className="mb-4 max-w-prose text-ink-2">{t('okr.check_in.how')}</p>
      {data ? <CheckInList due={data.items} /> : <Skeleton className="h-56 w-full" />}
      {data?.items.length === 0 && (
        <div className="mt-4">
          <EmptyState
            title={t('okr.check_in.all_done')}
            action={
              <Link to="/okrs" className={buttonClass()}>
                {t('okr.check_in.to_okrs')}
              </Link>
            }
          >
            {t('okr.check_in.all_done_text')}
          </EmptyState>
        </div>
      )}
    </>
  )
}

/** The pass begins at the first line; by thumb it does not, since that would bring the keyboard up. */
function useFocusFirst(isReady: boolean): void {
  useEffect(() => {
    if (isReady && matchMedia('(pointer: fine)').matches)
      document.querySelector<HTMLElement>('form[data-check-in] input')?.focus()
  }, [isReady])
}
