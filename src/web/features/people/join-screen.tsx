// The page behind an invitation's link.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useTold } from '../../app/change.ts'
import { client, problemOf, stayIn } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { FrontPage } from './front-page.tsx'
import { roleWords } from './people-words.ts'
import { signIn } from './sign-in.ts'

export function JoinScreen() {
  const { t } = useLanguage()
  const { token } = useParams({ from: '/join/$token' })
  const { data, error } = useQuery({
    queryKey: ['join', token],
    queryFn: () => client.join.look({ token }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error)
    return (
      <FrontPage
        title={t('members.join.over')}
        lead={problemOf(error)?.detail ?? t('common.failed.unreachable')}
      >
        <RouterLink href="/" className={buttonClass()}>
          {t('people.sign_in.action')}
        </RouterLink>
      </FrontPage>
    )
  if (!data)
    return (
      <FrontPage title={t('common.product')} lead="">
        <Skeleton className="h-40" />
      </FrontPage>
    )
  return (
    <FrontPage
      title={t('members.join.title', { organisation: data.workspace })}
      lead={t('members.join.lead', { name: data.invitedBy, role: t(roleWords[data.role]) })}
    >
      <JoinForm token={token} email={data.email} isSignedIn={data.isSignedIn} />
    </FrontPage>
  )
}

/** With the account that is signed in: what was joined is what opens, not the organisation that was open before. */
async function joinAsMyself(token: string) {
  const joined = await client.join.accept({ token })
  stayIn(null)
  try {
    await client.workspaces.open({ id: joined.workspaceId })
  } catch (error) {
    // A session of one organisation's single sign-on stays in it.
    if (problemOf(error)?.code !== 'session_bound') throw error
  }
  return joined
}

type FormProps = { token: string; email: string | null; isSignedIn: boolean }

function JoinForm({ token, email, isSignedIn }: FormProps) {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const tell = useTold()
  const join = useMutation({
    mutationFn: async (form: FormData | null) => {
      if (!form) return joinAsMyself(token)
      const text = (name: string) => String(form.get(name) ?? '')
      const password = text('password')
      const account = { name: text('name'), password, ...(email ? {} : { email: text('email') }) }
      const joined = await client.join.accept({ token, account })
      await signIn(joined.email, password)
      return joined
    },
    onSuccess: async () => {
      queries.clear()
      stayIn(null)
      await navigate({ to: '/' })
    },
  })
  const told = tell(join.error)
  const detail = told.detail && (
    <p role="alert" className="text-son-ink">
      {told.detail}
    </p>
  )
  if (isSignedIn)
    return (
      <div className="grid gap-4">
        <p>{t('members.join.signed_in')}</p>
        {detail}
        <Button look="primary" disabled={join.isPending} onClick={() => join.mutate(null)}>
          {t('members.join.do')}
        </Button>
      </div>
    )
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    join.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <TextField
        frame={{ label: t('people.email'), error: told.field('account.email') }}
        name="email"
        type="email"
        required
        readOnly={email !== null}
        defaultValue={email ?? ''}
        autoComplete="username"
      />
      <TextField
        frame={{ label: t('people.your_name'), error: told.field('account.name') }}
        name="name"
        required
        autoFocus
        autoComplete="name"
      />
      <TextField
        frame={{
          label: t('people.password'),
          hint: t('people.password.hint'),
          error: told.field('account.password'),
        }}
        name="password"
        type="password"
        required
        minLength={8}
        maxLength={128}
        autoComplete="new-password"
      />
      {!told.field('account.email') && detail}
      <Button type="submit" look="primary" disabled={join.isPending}>
        {t('members.join.do')}
      </Button>
      <p className="text-sm text-ink-3">
        {t('members.join.has_account')}{' '}
        <a href={`/sign-in?back=${encodeURIComponent(`/join/${token}`)}`} className="underline">
          {t('people.sign_in.action')}
        </a>
      </p>
    </form>
  )
}
