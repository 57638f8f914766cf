// A forgotten password: the letter asked for, and the new password set from its link.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useT } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { FrontPage } from './front-page.tsx'
import { auth } from './sign-in.ts'

export function ForgotPasswordScreen() {
  const t = useT()
  const [isSent, setIsSent] = useState(false)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    await auth('/request-password-reset', { email: String(new FormData(event.currentTarget).get('email')) })
    setIsSent(true)
  }
  return (
    <FrontPage title={t('members.forgot.title')} lead={t('members.forgot.lead')}>
      {isSent ? (
        <p role="status">{t('members.forgot.sent')}</p>
      ) : (
        <form onSubmit={onSubmit} className="grid gap-4">
          <TextField
            frame={{ label: t('people.email') }}
            name="email"
            type="email"
            required
            autoFocus
            autoComplete="username"
          />
          <Button type="submit" look="primary">
            {t('members.forgot.do')}
          </Button>
        </form>
      )}
    </FrontPage>
  )
}

export function ResetPasswordScreen() {
  const t = useT()
  const navigate = useNavigate()
  const { token } = useSearch({ from: '/reset-password' })
  const [isOver, setIsOver] = useState(false)
  const [isCommon, setIsCommon] = useState(false)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const newPassword = String(new FormData(event.currentTarget).get('password'))
    const answer = await auth('/reset-password', { token, newPassword })
    if (answer.isOk) await navigate({ to: '/sign-in' })
    else if (answer.body.code === 'password_common') setIsCommon(true)
    else setIsOver(true)
  }
  if (isOver || !token)
    return (
      <FrontPage title={t('members.reset.over')} lead={t('members.reset.over.lead')}>
        <RouterLink href="/forgot-password" className={buttonClass()}>
          {t('members.forgot.do')}
        </RouterLink>
      </FrontPage>
    )
  return (
    <FrontPage title={t('members.reset.title')} lead={t('members.reset.lead')}>
      <form onSubmit={onSubmit} className="grid gap-4">
        <TextField
          frame={{
            label: t('members.password.new'),
            hint: t('people.password.hint'),
            error: isCommon ? t('members.password.common') : undefined,
          }}
          name="password"
          type="password"
          required
          autoFocus
          minLength={8}
          maxLength={128}
          autoComplete="new-password"
        />
        <Button type="submit" look="primary">
          {t('members.reset.do')}
        </Button>
      </form>
    </FrontPage>
  )
}
