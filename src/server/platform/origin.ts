// Where a request comes from.

/** Whether a request comes from one of our own pages, or from no page at all. */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  if (origin === null) return headers.get('sec-fetch-site') === null
  return URL.parse(origin)?.host === headers.get('host')
}
