// JSON and CSV over HTTP.
import Papa from 'papaparse'
import type { PullQueryView } from '../../../contract/connections.ts'
import { readPath } from '../../../core/kpi/json-path.ts'
import type { Table } from '../../../core/kpi/table-rows.ts'
import { type Asking, cellOf, type WebAddress } from './asking.ts'
import { SourceError } from './fault.ts'

type WebQuery = Exclude<PullQueryView, { sql: string } | { expression: string }>

/** Each item's own fields are the columns, nested ones by their path. */
export async function askHttp(
  address: WebAddress,
  secret: string | null,
  { path, items }: WebQuery,
  asking: Asking,
): Promise<Table> {
  const list = readPath(await askJson(address, secret, path, asking), items ?? '')
  if (!Array.isArray(list)) throw new SourceError('no_list', { path: items ?? '' })
  const flat = list.map((item) => flattened(item))
  const head = [...new Set(flat.flatMap((item) => Object.keys(item)))]
  return { head, rows: flat.map((item) => head.map((name) => cellOf(item[name]))) }
}

export async function askCsv(
  address: WebAddress,
  secret: string | null,
  { path }: WebQuery,
  asking: Asking,
): Promise<Table> {
  const text = await askText(address, secret, path, asking)
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trim(), { skipEmptyLines: 'greedy' })
  const [head = [], ...rows] = data
  return {
    head: head.map((name) => name.trim()),
    rows: rows.map((row) => head.map((_, i) => row[i]?.trim() ?? '')),
  }
}

export async function askJson(
  address: WebAddress,
  secret: string | null,
  path: string | undefined,
  asking: Asking,
): Promise<unknown> {
  const text = await askText(address, secret, path, asking)
  try {
    return JSON.parse(text)
  } catch {
    throw new SourceError('not_json', { start: text.slice(0, 60) })
  }
}

async function askText(
  { url, header = 'Authorization' }: WebAddress,
  secret: string | null,
  path: string | undefined,
  { outbound, timeoutMs }: Asking,
): Promise<string> {
  const { status, text } = await outbound.get(joined(url, path), {
    headers: { accept: 'application/json, text/csv, */*', ...(secret ? { [header]: secret } : {}) },
    timeoutMs,
  })
  if (status === 401 || status === 403) throw new SourceError('sign_in', { detail: `HTTP ${status}` })
  if (status < 200 || status >= 300) throw new SourceError('http_status', { status })
  return text
}

/** The path goes on where the address ends, and never to another host: the secret is for this one. */
function joined(url: string, path = ''): string {
  if (path === '') return url
  const base = new URL(url)
  const next = new URL(
    path.startsWith('?')
      ? base.href.replace(/\?.*$/, '') + path
      : `${base.href.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`,
  )
  if (next.origin !== base.origin) throw new SourceError('query', { detail: path })
  return next.href
}

/** A field of a field by its path: `{a: {b: 1}}` has `a.b`. */
function flattened(item: unknown, prefix = ''): Record<string, unknown> {
  if (typeof item !== 'object' || item === null) return { [prefix || 'value']: item }
  const entries: [string, unknown][] = Array.isArray(item)
    ? item.map((value, i) => [String(i), value])
    : Object.entries(item)
  return Object.assign(
    {},
    ...entries.map(([key, value]) => flattened(value, prefix ? `${prefix}.${key}` : key)),
  )
}
