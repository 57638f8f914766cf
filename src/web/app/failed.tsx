// What stands in place of a page that failed or does not exist, with the way on.
import { useRouter } from '@tanstack/react-router'
import { Button, buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { problemOf } from './client.ts'
import { useT } from './language.tsx'
import { RouterLink } from './router-link.tsx'

export function Failed({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useT()
  const router = useRouter()
  const problem = problemOf(error)
  if (problem?.status === 404) return <NotFound />
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <>
      <PageHeader title={t('common.failed.title')} />
      <EmptyState action={<Button onClick={retry}>{t('common.failed.retry')}</Button>}>
        {problem?.detail ?? t('common.failed.unreachable')}
      </EmptyState>
    </>
  )
}

/** The same where there is no frame around the page yet. */
export function FailedAlone(props: { error: unknown; reset: () => void }) {
  return (
    <main className="mx-auto max-w-2xl p-6">
      <Failed {...props} />
    </main>
  )
}

export function NotFound() {
  const t = useT()
  return (
    <>
      <PageHeader title={t('common.not_found.title')} />
      <EmptyState
        action={
          <RouterLink href="/" className={buttonClass()}>
            {t('common.not_found.home')}
          </RouterLink>
        }
      >
        {t('common.not_found.text')}
      </EmptyState>
    </>
  )
}
