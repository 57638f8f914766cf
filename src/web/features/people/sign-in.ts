// Signing in and out is better-auth's: its own addresses beside the contract.

export type Answer<T = Record<string, unknown>> = {
  isOk: boolean
  status: number
  body: T
  /** Seconds to wait, where there were too many attempts. */
  retryAfter: number
}

/** One of better-auth's addresses; what is refused is an answer, not an error. */
export async function auth<T = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<T>> {
  const response = await fetch(`/api/auth${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    isOk: response.ok,
    status: response.status,
    body: (text ? JSON.parse(text) : {}) as T,
    retryAfter: Number(response.headers.get('retry-after') ?? 0),
  }
}

export type SignedIn = { twoFactorRedirect?: boolean }

export const signIn = (email: string, password: string) =>
  auth<SignedIn>('/sign-in/email', { email, password })

export const signOut = () => auth('/sign-out', {})
