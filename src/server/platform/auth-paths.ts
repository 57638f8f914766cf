// The addresses of better-auth that browsers may call, and what stands in front of them.
import type { Auth } from 'better-auth'

import { addressHeader } from './auth-options.ts'
import { isCommonPassword } from './common-passwords.ts'
import type { Log } from './log.ts'
import { isSameOrigin } from './origin.ts'
import type { Guard } from './sign-in-guard.ts'

type Kind =
  /** Tries a secret: counted and slowed down. */
  | 'guess'
  /** Sends a letter: not more than a few an hour to one account. */
  | 'letter'
  /** Changes how the account signs in: not from a session that one organisation's single sign-on made. */
  | 'account'
  | 'plain'

/** Keys, for one, are made by the contract's operation, which says whom they act for: a browser must not say it. */
const open: Record<string, Kind> = {
  '/sign-in/email': 'guess',
  '/two-factor/verify-totp': 'guess',
  '/two-factor/verify-backup-code': 'guess',
  '/passkey/verify-authentication': 'guess',
  '/reset-password': 'guess',
  '/request-password-reset': 'letter',
  '/change-password': 'account',
  '/two-factor/enable': 'account',
  '/two-factor/disable': 'account',
  '/two-factor/generate-backup-codes': 'account',
  '/passkey/generate-register-options': 'account',
  '/passkey/verify-registration': 'account',
  '/passkey/delete-passkey': 'account',
  '/passkey/list-user-passkeys': 'account',
  '/passkey/generate-authenticate-options': 'plain',
  '/sign-out': 'plain',
  '/get-session': 'plain',
}

const deviceCookie = 'nhipcau.device'

/** A letter is queued before the answer; how long that takes would tell whether the address is known. */
const letterTime = 300

async function atLeast<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const [done] = await Promise.all([work, new Promise((resolve) => setTimeout(resolve, milliseconds))])
  return done
}

type Handler = { handler: (request: Request) => Promise<Response>; api: Pick<Auth['api'], 'getSession'> }

export async function serveAuth(
  auth: Handler,
  guard: Guard,
  request: Request,
  { address, isSecure, log }: { address: string; isSecure: boolean; log: Log },
): Promise<Response> {
  const kind = open[new URL(request.url).pathname.slice('/api/auth'.length)]
  if (!kind) return new Response(null, { status: 404 })
  if (request.method === 'POST' && !isSameOrigin(request.headers)) return refuse(403, 'wrong_origin')
  const headers = new Headers(request.headers)
  headers.set(addressHeader, address)
  const body = request.method === 'POST' ? await request.text() : null
  const passed = new Request(request.url, { method: request.method, headers, body })
  if (kind === 'account' && (await isBound(auth, headers))) return refuse(403, 'bound_session')
  const email = textIn(body, 'email').toLowerCase().trim().slice(0, 320)
  const chosen = textIn(body, 'newPassword')
  if (chosen !== '' && (await isCommonPassword(chosen))) return refuse(400, 'password_common')
  if (kind === 'letter' && !(await guard.mayWrite(email))) return Response.json({ status: true })
  if (kind === 'letter') return atLeast(letterTime, auth.handler(passed))
  if (kind !== 'guess') return withoutForgetting(await auth.handler(passed))

  const device = cookie(headers, deviceCookie)
  const attempt = { email: email || (cookie(headers, 'nhipcau.two_factor') ?? ''), address, device }
  const seconds = await guard.wait(attempt)
  if (seconds > 0) return refuse(429, 'too_many_attempts', { 'retry-after': String(seconds) })
  const answer = await auth.handler(passed)
  if (answer.status >= 400 && answer.status < 500) {
    await guard.failed(attempt)
    log.info({ address, path: new URL(request.url).pathname, status: answer.status }, 'a sign-in was refused')
  } else if (answer.ok && email) {
    const secure = isSecure ? '; Secure' : ''
    const value = await guard.succeeded(attempt)
    const kept = `${deviceCookie}=${value}; Path=/api/auth; HttpOnly; SameSite=Lax; Max-Age=31536000${secure}`
    const withDevice = new Response(answer.body, answer)
    withDevice.headers.append('set-cookie', kept)
    return withDevice
  }
  return answer
}

/**
 * A look that was on its way with the session of before, while a second factor was turned on, is refused; it must not
 * take the cookie of the new session along.
 */
function withoutForgetting(answer: Response): Response {
  if (answer.status !== 401) return answer
  const kept = new Response(answer.body, answer)
  kept.headers.delete('set-cookie')
  return kept
}

async function isBound(auth: Handler, headers: Headers): Promise<boolean> {
  const session = await auth.api.getSession({ headers })
  return Boolean((session?.session as { workspaceId?: string | null } | undefined)?.workspaceId)
}

function refuse(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ code }, { status, headers })
}

function textIn(body: string | null, name: 'email' | 'newPassword'): string {
  try {
    const value = (JSON.parse(body ?? '{}') as Record<string, unknown> | null)?.[name]
    return typeof value === 'string' ? value : ''
  } catch {
    return ''
  }
}

function cookie(headers: Headers, name: string): string | null {
  const pairs = (headers.get('cookie') ?? '').split(/; */).map((pair) => pair.split('='))
  const value = pairs
    .find(([key]) => key === name || key === `__Secure-${name}`)
    ?.slice(1)
    .join('=')
  return value ?? null
}
