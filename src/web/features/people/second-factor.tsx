import { type FormEvent, useState } from 'react'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { auth } from './sign-in.ts'

/** The code of the authenticator, or one of the recovery codes. */
export function SecondFactor({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useT()
  const [isRecovery, setIsRecovery] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code')).trim()
    const path = isRecovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp'
    const answer = await auth(path, { code: isRecovery ? code : code.replace(/\s/g, '') })
    if (answer.isOk) return onSignedIn()
    setError(
      answer.status === 429
        ? t('people.sign_in.slow', { minutes: Math.max(1, Math.ceil(answer.retryAfter / 60)) })
        : t('people.second.refused'),
    )
  }
  return (
    <form key={String(isRecovery)} onSubmit={onSubmit} className="grid gap-4">
      <TextField
        frame={{ label: isRecovery ? t('people.second.recovery') : t('people.second.code'), error }}
        name="code"
        required
        autoFocus
        autoComplete="one-time-code"
        {...(isRecovery ? {} : { inputMode: 'numeric' as const, maxLength: 7 })}
      />
      <Button type="submit" look="primary">
        {t('people.sign_in.action')}
      </Button>
      <Button look="quiet" onClick={() => setIsRecovery(!isRecovery)}>
        {isRecovery ? t('people.second.use_code') : t('people.second.use_recovery')}
      </Button>
    </form>
  )
}
