import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { FrontPage } from './front-page.tsx'
import { signIn } from './sign-in.ts'

export function SignInScreen() {
  const t = useT()
  const router = useRouter()
  const queries = useQueryClient()
  const { back } = useSearch({ from: '/sign-in' })
  const [state, setState] = useState<'idle' | 'working' | 'refused'>('idle')
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setState('working')
    const isIn = await signIn(String(form.get('email')), String(form.get('password'))).catch(() => false)
    if (!isIn) return setState('refused')
    queries.clear()
    router.history.push(back ?? '/')
  }
  return (
    <FrontPage title={t('people.sign_in.title')} lead={t('people.sign_in.lead')}>
      <form onSubmit={onSubmit} className="grid gap-4">
        <TextField
          frame={{ label: t('people.email') }}
          name="email"
          type="email"
          required
          autoFocus
          autoComplete="username"
        />
        <TextField
          frame={{
            label: t('people.password'),
            error: state === 'refused' ? t('people.sign_in.refused') : undefined,
          }}
          name="password"
          type="password"
          required
          autoComplete="current-password"
        />
        <Button type="submit" look="primary" disabled={state === 'working'}>
          {t('people.sign_in.action')}
        </Button>
      </form>
    </FrontPage>
  )
}
