// Passkeys: this device's, or a key's, in place of a password.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useToast } from '../../ui/toast.tsx'
import { addPasskey, hasPasskeys } from './passkey.ts'
import { auth } from './sign-in.ts'

type Passkey = { id: string; name?: string | null; createdAt: string }

export function PasskeyCard() {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const queries = useQueryClient()
  const { data: passkeys = [] } = useQuery({
    queryKey: ['passkeys'],
    queryFn: async () => {
      const { isOk, body } = await auth<Passkey[]>('/passkey/list-user-passkeys')
      return isOk ? body : []
    },
  })
  const add = async () => {
    const isAdded = await addPasskey(deviceName())
    if (isAdded === null) return
    toast(
      isAdded
        ? { message: t('members.passkey.added') }
        : { message: t('members.passkey.refused'), isError: true },
    )
    await queries.invalidateQueries()
  }
  const remove = async (id: string) => {
    await auth('/passkey/delete-passkey', { id })
    toast({ message: t('members.passkey.removed') })
    await queries.invalidateQueries()
  }
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="min-w-0 grow basis-56">
          <span className="font-semibold">{t('members.passkeys')}</span>
          <span className="block text-sm text-ink-3">
            {hasPasskeys() ? t('members.passkeys.what') : t('members.passkeys.none_here')}
          </span>
        </span>
        {hasPasskeys() && (
          <Button icon="plus" onClick={() => void add()}>
            {t('members.passkey.add')}
          </Button>
        )}
      </div>
      {passkeys.length > 0 && (
        <ul className="divide-y rounded-md border">
          {passkeys.map(({ id, name, createdAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-3 py-2">
              <span>
                {name || t('members.passkeys')}
                <span className="block text-sm text-ink-3">{format.time(createdAt)}</span>
              </span>
              <Button size="sm" look="danger" onClick={() => void remove(id)}>
                {t('members.passkey.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** What the device is called in the list, such as "Windows" or "iPhone". */
export function deviceName(agent = navigator.userAgent): string {
  return (
    /iPhone|iPad|Android|Windows|Macintosh|CrOS|Linux/.exec(agent)?.[0]?.replace('Macintosh', 'Mac') ?? ''
  )
}
