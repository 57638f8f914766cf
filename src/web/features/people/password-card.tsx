import { type FormEvent, useState } from 'react'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { useToast } from '../../ui/toast.tsx'
import { auth } from './sign-in.ts'

/** A new password, given the old one; the other sessions end with it. */
export function PasswordCard() {
  const t = useT()
  const toast = useToast()
  const [isOpen, setIsOpen] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const answer = await auth('/change-password', {
      currentPassword: String(data.get('current')),
      newPassword: String(data.get('new')),
      revokeOtherSessions: true,
    })
    if (!answer.isOk)
      return setError(
        answer.body.code === 'password_common' ? t('members.password.common') : t('members.password.wrong'),
      )
    setIsOpen(false)
    setError(undefined)
    toast({ message: t('members.password.changed') })
  }
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="font-semibold">{t('people.password')}</span>
        {!isOpen && <Button onClick={() => setIsOpen(true)}>{t('members.password.change')}</Button>}
      </div>
      {isOpen && (
        <form onSubmit={onSubmit} className="grid gap-3">
          <TextField
            frame={{ label: t('members.password.current'), error }}
            name="current"
            type="password"
            required
            autoFocus
            autoComplete="current-password"
          />
          <TextField
            frame={{ label: t('members.password.new'), hint: t('people.password.hint') }}
            name="new"
            type="password"
            required
            minLength={8}
            maxLength={128}
            autoComplete="new-password"
          />
          <div className="flex gap-2">
            <Button type="submit" look="primary">
              {t('members.password.change')}
            </Button>
            <Button look="quiet" onClick={() => setIsOpen(false)}>
              {t('common.close')}
            </Button>
          </div>
        </form>
      )}
    </Card>
  )
}
