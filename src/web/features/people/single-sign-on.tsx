// Single sign-on before the sign-in: a button for each provider that shows itself, and why one came to nothing.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { MessageId } from '../../../i18n/translator.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'

export function SingleSignOn({ back }: { back: string | undefined }) {
  const t = useT()
  const { data: offers } = useQuery(api.account.offers.queryOptions({ input: {} }))
  if (!offers || offers.providers.length === 0) return null
  return (
    <div className="mb-5 grid gap-3">
      {offers.providers.map(({ name, startUrl, workspace }) => (
        <a
          key={startUrl}
          href={back ? `${startUrl}?${new URLSearchParams({ back })}` : startUrl}
          className={buttonClass('secondary', 'md')}
        >
          <Icon name="person" />
          {workspace ? t('sso.with_of', { name, workspace }) : t('sso.with', { name })}
        </a>
      ))}
      <p className="flex items-center gap-3 text-sm text-ink-3 before:grow before:border-t after:grow after:border-t">
        {t('sso.or')}
      </p>
    </div>
  )
}

const problems: Record<string, MessageId> = {
  only: 'sso.only',
  unreachable: 'sso.problem.unreachable',
  closed: 'sso.problem.closed',
  not_a_provider: 'sso.problem.not_a_provider',
  client_refused: 'sso.problem.client_refused',
  refused: 'sso.problem.refused',
  invalid: 'sso.problem.invalid',
  expired: 'sso.problem.expired',
  gone: 'sso.problem.gone',
  too_many: 'sso.problem.too_many',
  not_signed_in: 'sso.problem.not_signed_in',
  email_missing: 'sso.problem.email_missing',
  email_unverified: 'sso.problem.email_unverified',
  domain: 'sso.problem.domain',
  no_role: 'sso.problem.no_role',
  no_member: 'sso.problem.no_member',
  deactivated: 'sso.problem.deactivated',
  owner_connects: 'sso.problem.owner_connects',
  other_person: 'sso.problem.other_person',
}

export function SignInProblem() {
  const t = useT()
  const { data: offers } = useQuery(api.account.offers.queryOptions({ input: {} }))
  const { problem, provider } = useSearch({ from: '/sign-in' })
  const id = problem && Object.hasOwn(problems, problem) ? problems[problem] : undefined
  if (!id) return null
  // A name is shown only where it is one of ours: anyone can write a link.
  const name = offers?.providers.find((one) => one.name === provider)?.name
  return (
    <div className="mb-5">
      <Notice tone={problem === 'only' ? 'attention' : 'wrong'}>
        {t(id, { provider: name ?? t('sso.provider') })}
      </Notice>
    </div>
  )
}
