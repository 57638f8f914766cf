// Slows down guessing without letting anybody lock others out: wrong passwords are counted for each account on devices
// that it has not signed in from before, for each device that it has, and for each address. A device is known by a signed
// cookie that a successful sign-in leaves behind (OWASP, "Slow down online guessing attacks with device cookies").
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import type { Clock } from './clock.ts'

const minutes = 15
/** Wrong answers for one account from devices that are new to it, or from one that is known. */
const perAccount = 10
/** Wrong answers from one address, whoever they are for. */
const perAddress = 100
/** Letters to one account with a link to set a new password. */
const lettersPerAccount = 3
/** Sign-ins at a provider begun from one address, which a whole office may share. */
const startsPerAddress = 300

export type Guard = ReturnType<typeof openGuard>

export type Attempt = { email: string; address: string; device: string | null }

export function openGuard(pool: pg.Pool, secret: string, clock: Clock) {
  const since = () => new Date(clock.now().getTime() - minutes * 60_000)
  const ofAddress = ({ address }: Attempt) => `address ${address}`
  const ofAccount = ({ email, device }: Attempt) =>
    isKnown(email, device) ? `device ${digest(device ?? '')}` : `account ${digest(email)}`

  /** A try that names no account counts for its address alone, or one stranger could shut out all. */
  const keysOf = (attempt: Attempt): [key: string, most: number][] => [
    [ofAddress(attempt), perAddress],
    ...(attempt.email === '' ? [] : [[ofAccount(attempt), perAccount] as [string, number]]),
  ]

  const sign = (email: string, nonce: string) =>
    createHmac('sha256', secret).update(`device ${email} ${nonce}`).digest('base64url')

  function isKnown(email: string, device: string | null): boolean {
    const [nonce = '', signature = ''] = device?.split('.') ?? []
    const right = Buffer.from(sign(email, nonce))
    const given = Buffer.from(signature)
    return given.length === right.length && timingSafeEqual(given, right)
  }

  async function count(key: string): Promise<number> {
    const { rows } = await pool.query<{ count: number }>(
      `insert into attempt as a (key, count, since) values ($1, 1, $2)
       on conflict (key) do update set
         count = case when a.since between $3 and $2 then a.count + 1 else 1 end,
         since = case when a.since between $3 and $2 then a.since else $2 end
       returning count`,
      [key, clock.now(), since()],
    )
    return rows[0]?.count ?? 0
  }

  return {
    /** Seconds to wait before another attempt is looked at; 0 when there is nothing to wait for. */
    async wait(attempt: Attempt): Promise<number> {
      const keys = keysOf(attempt)
      const { rows } = await pool.query<{ key: string; count: number; since: Date }>(
        // What was counted by a clock that has been set back since would shut people out until it comes round again.
        'select key, count, since from attempt where key = any($1) and since between $2 and $3',
        [keys.map(([key]) => key), since(), clock.now()],
      )
      const over = rows.filter(({ key, count }) => count >= (keys.find(([name]) => name === key)?.[1] ?? 0))
      const ends = over.map((row) => row.since.getTime() + minutes * 60_000 - clock.now().getTime())
      return Math.ceil(Math.max(0, ...ends) / 1000)
    },

    async failed(attempt: Attempt): Promise<void> {
      for (const [key] of keysOf(attempt)) await count(key)
    },

    /** Forgets what was wrong on this device, and answers with the cookie by which it is known from now on. */
    async succeeded(attempt: Attempt): Promise<string> {
      const { email } = attempt
      await pool.query('delete from attempt where key = $1', [ofAccount(attempt)])
      const nonce = randomBytes(16).toString('base64url')
      return `${nonce}.${sign(email, nonce)}`
    },

    /** Whether one more letter may go to this account. */
    async mayWrite(email: string): Promise<boolean> {
      return (await count(`letter ${digest(email)}`)) <= lettersPerAccount
    },

    /** Whether one more sign-in elsewhere may begin from this address: each makes us ask the provider. */
    async mayStart(address: string): Promise<boolean> {
      return (await count(`start ${address}`)) <= startsPerAddress
    },

    async forget(): Promise<void> {
      await pool.query('delete from attempt where since not between $1 and $2', [since(), clock.now()])
    },
  }
}

/** Addresses are counted, not kept. */
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
