// Signing in: by password and, where it is on, a second factor; or by a passkey.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api, stayIn } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { FrontPage } from './front-page.tsx'
import { hasPasskeys, signInByPasskey } from './passkey.ts'
import { SecondFactor } from './second-factor.tsx'
import { signIn } from './sign-in.ts'
import { SignInProblem, SingleSignOn } from './single-sign-on.tsx'

export function SignInScreen() {
  const t = useT()
  const router = useRouter()
  const queries = useQueryClient()
  const { back } = useSearch({ from: '/sign-in' })
  const [isSecond, setIsSecond] = useState(false)
  const goOn = () => {
    queries.clear()
    stayIn(null)
    router.history.push(back ?? '/')
  }
  if (isSecond)
    return (
      <FrontPage title={t('people.second.title')} lead={t('people.second.lead')}>
        <SecondFactor onSignedIn={goOn} />
      </FrontPage>
    )
  return (
    <FrontPage title={t('people.sign_in.title')} lead={t('people.sign_in.lead')}>
      <SignInProblem />
      <SingleSignOn back={back} />
      <PasswordForm onSignedIn={goOn} onSecondFactor={() => setIsSecond(true)} />
    </FrontPage>
  )
}

type FormProps = { onSignedIn: () => void; onSecondFactor: () => void }

function PasswordForm({ onSignedIn, onSecondFactor }: FormProps) {
  const t = useT()
  const { data: offers } = useQuery(api.account.offers.queryOptions({ input: {} }))
  const [isWorking, setIsWorking] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setIsWorking(true)
    const answer = await signIn(String(form.get('email')), String(form.get('password'))).catch(() => null)
    setIsWorking(false)
    if (answer?.isOk) return answer.body.twoFactorRedirect ? onSecondFactor() : onSignedIn()
    if (!answer) return setError(t('common.failed.unreachable'))
    setError(
      answer.status === 429
        ? t('people.sign_in.slow', { minutes: Math.ceil(answer.retryAfter / 60) })
        : t('people.sign_in.refused'),
    )
  }
  const byPasskey = async () => {
    const isIn = await signInByPasskey()
    if (isIn) onSignedIn()
    else if (isIn === false) setError(t('people.sign_in.passkey_refused'))
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <TextField
        frame={{ label: t('people.email') }}
        name="email"
        type="email"
        required
        autoFocus
        autoComplete="username webauthn"
      />
      <TextField
        frame={{ label: t('people.password'), error }}
        name="password"
        type="password"
        required
        autoComplete="current-password"
      />
      <Button type="submit" look="primary" disabled={isWorking}>
        {t('people.sign_in.action')}
      </Button>
      {hasPasskeys() && (
        <Button icon="person" onClick={() => void byPasskey()}>
          {t('people.sign_in.passkey')}
        </Button>
      )}
      {offers?.canReset && (
        <RouterLink href="/forgot-password" className="justify-self-start text-sm text-ink-2 underline">
          {t('people.forgot')}
        </RouterLink>
      )}
    </form>
  )
}
