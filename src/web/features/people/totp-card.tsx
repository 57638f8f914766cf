// The second factor: an authenticator's code at every sign-in by password, and codes for the day it is lost.
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { renderSVG } from 'uqr'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { useToast } from '../../ui/toast.tsx'
import { CopyLink } from './copy-link.tsx'
import { auth } from './sign-in.ts'

type Prepared = { totpURI: string; backupCodes: string[] }

export function TotpCard({ isOn }: { isOn: boolean }) {
  const t = useT()
  const queries = useQueryClient()
  const toast = useToast()
  const [isAsking, setIsAsking] = useState(false)
  const [prepared, setPrepared] = useState<Prepared | null>(null)
  const [error, setError] = useState<string | undefined>()
  const withPassword = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    const answer = await auth<Prepared>(isOn ? '/two-factor/disable' : '/two-factor/enable', { password })
    if (!answer.isOk) return setError(t('members.password.wrong'))
    setIsAsking(false)
    setError(undefined)
    if (!isOn) return setPrepared(answer.body)
    toast({ message: t('members.totp.is_off') })
    await queries.invalidateQueries()
  }
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span>
          <span className="flex items-center gap-3 font-semibold">
            {t('members.totp')}
            {isOn && (
              <Chip tone="good" icon="check">
                {t('members.totp.on')}
              </Chip>
            )}
          </span>
          <span className="block text-sm text-ink-3">{t('members.totp.what')}</span>
        </span>
        {!isAsking && !prepared && (
          <Button onClick={() => setIsAsking(true)}>
            {isOn ? t('members.totp.turn_off') : t('members.totp.turn_on')}
          </Button>
        )}
      </div>
      {isAsking && (
        <form onSubmit={withPassword} className="grid items-start gap-3 sm:grid-cols-[1fr_auto]">
          <TextField
            frame={{ label: t('people.password'), error }}
            name="password"
            type="password"
            required
            autoFocus
            autoComplete="current-password"
          />
          <Button type="submit" look={isOn ? 'danger' : 'primary'} className="sm:mt-[1.625rem]">
            {isOn ? t('members.totp.turn_off') : t('members.totp.next')}
          </Button>
        </form>
      )}
      {prepared && (
        <Confirm
          prepared={prepared}
          onDone={async () => {
            setPrepared(null)
            toast({ message: t('members.totp.is_on') })
            await queries.invalidateQueries()
          }}
        />
      )}
    </Card>
  )
}

/** The secret to scan, the codes to keep, and the first code as proof that the authenticator works. */
function Confirm({ prepared, onDone }: { prepared: Prepared; onDone: () => Promise<void> }) {
  const t = useT()
  const [error, setError] = useState<string | undefined>()
  const secret = new URL(prepared.totpURI).searchParams.get('secret') ?? ''
  const qr = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(renderSVG(prepared.totpURI, { border: 2 }))}`,
    [prepared.totpURI],
  )
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code')).replace(/\s/g, '')
    if ((await auth('/two-factor/verify-totp', { code })).isOk) await onDone()
    else setError(t('people.second.refused'))
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <div className="flex flex-wrap gap-4">
        <img src={qr} alt={t('members.totp.qr')} className="size-44 rounded-md border" />
        <div className="grid min-w-0 grow basis-56 content-start gap-2">
          <p>{t('members.totp.scan')}</p>
          <code className="block rounded-md bg-sunken p-2 text-sm break-all select-all">{secret}</code>
        </div>
      </div>
      <div className="grid gap-2">
        <p>{t('members.totp.recovery')}</p>
        <CopyLink link={prepared.backupCodes.join(' ')} />
      </div>
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_auto]">
        <TextField
          frame={{ label: t('people.second.code'), error }}
          name="code"
          required
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
        />
        <Button type="submit" look="primary" className="sm:mt-[1.625rem]">
          {t('members.totp.turn_on')}
        </Button>
      </div>
    </form>
  )
}
