// A browser's cookies over plain requests: what a person does at /api/auth and, signed in, at the API.
import { restClient, type TestApp } from './app.ts'

export type Browser = ReturnType<typeof openBrowser>

/** `address`: where it seems to come from, for an app that believes one proxy. */
export function openBrowser(app: Pick<TestApp, 'url'>, address = '192.0.2.1') {
  const jar = new Map<string, string>()
  const headers = () => ({
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    origin: app.url,
    'x-forwarded-for': address,
  })
  function keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line) || value === '') jar.delete(name)
      else jar.set(name, value)
    }
  }
  async function send(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
    const response = await fetch(app.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...headers(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    keep(response)
    const text = await response.text()
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came back and asserts on it
    let content: any = null
    try {
      content = text ? JSON.parse(text) : null
    } catch {
      content = text
    }
    return { status: response.status, body: content, headers: response.headers }
  }
  const api = restClient(app.url, null)
  return {
    jar,
    auth: (path: string, body?: unknown) =>
      send(body === undefined ? 'GET' : 'POST', `/api/auth${path}`, body),
    signIn: (email: string, password: string) => send('POST', '/api/auth/sign-in/email', { email, password }),
    get: (path: string) => api.get(path, headers()),
    post: (path: string, body: unknown) => api.post(path, body, headers()),
    patch: (path: string, body: unknown) => api.patch(path, body, headers()),
    delete: (path: string) => api.delete(path, headers()),
    follow: (path: string, more: Record<string, string> = {}) => send('GET', path, undefined, more),
  }
}
