// A program that uses the API by a key, and an organisation for it to work in.
export type Answer = { status: number; body: Body; headers: Headers }
// biome-ignore lint/suspicious/noExplicitAny: whatever came back is looked at by whoever asked
type Body = any

export type Client = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

/** `url` may move to another process between two calls. */
export function clientOf(url: () => string, key: string | null): Client {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${url()}/api/v1${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers }
  }
}

export type Company = Awaited<ReturnType<typeof foundCompany>>

/** An organisation with a KPI that adds up by day, and key results to check in on. */
export async function foundCompany(url: () => string, keyResults = 3) {
  const owner = { name: 'Lan', email: 'lan@saomai.vn', password: 'mat-khau-rat-dai' }
  const setup = await clientOf(url, null)('POST', '/setup', { workspace: { name: 'Công ty Sao Mai' }, owner })
  const { apiKey, workspaceId } = must(setup)
  const me = clientOf(url, apiKey)
  const make = async (path: string, body: unknown) => must(await me('POST', path, body)).id as string
  const newKpi = () =>
    make('/kpis', { name: 'Cuộc gọi', unit: 'cuộc', direction: 'up', frequency: 'day', aggregation: 'sum' })
  const kpiId = await newKpi()
  const year = new Date().getUTCFullYear()
  const days = { start: `${year - 1}-12-01`, end: `${year + 1}-01-31` }
  const cycleId = await make('/cycles', { name: 'Năm', kind: 'custom', ...days, state: 'active' })
  const objectiveId = await make('/objectives', { title: 'Khách được nghe ngay', cycleId })
  const keyResultIds: string[] = []
  for (let n = 0; n < keyResults; n++)
    keyResultIds.push(
      await make('/key-results', {
        ...{ objectiveId, title: `Trả lời nhanh hơn ${n}` },
        measure: { kind: 'reach', start: 0, target: 1_000_000, unit: 'lượt' },
      }),
    )
  return { me, apiKey: apiKey as string, workspaceId: workspaceId as string, kpiId, keyResultIds, newKpi }
}

function must({ status, body }: Answer): Body {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}
