// What stands in place of a page that failed or does not exist.
import { Button, buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { problemOf } from './client.ts'
import { useT } from './language.tsx'
import { RouterLink } from './router-link.tsx'

export function Failed({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useT()
  return (
    <main className="mx-auto max-w-2xl p-6">
      <EmptyState
        title={t('common.failed.title')}
        action={<Button onClick={reset}>{t('common.failed.retry')}</Button>}
      >
        {problemOf(error)?.detail ?? t('common.failed.unreachable')}
      </EmptyState>
    </main>
  )
}

export function NotFound() {
  const t = useT()
  return (
    <main className="mx-auto max-w-2xl p-6">
      <EmptyState
        title={t('common.not_found.title')}
        action={
          <RouterLink href="/" className={buttonClass()}>
            {t('common.not_found.home')}
          </RouterLink>
        }
      >
        {t('common.not_found.text')}
      </EmptyState>
    </main>
  )
}
