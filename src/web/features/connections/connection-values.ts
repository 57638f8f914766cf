// What a connection's form holds as it is typed, and what it means.
import type {
  ConnectionAddressView,
  ConnectionKindName,
  ConnectionView,
} from '../../../contract/connections.ts'
import type { MessageId } from '../../../i18n/translator.ts'

export const kindWords: Record<ConnectionKindName, MessageId> = {
  postgres: 'connections.kind.postgres',
  mysql: 'connections.kind.mysql',
  sqlite: 'connections.kind.sqlite',
  http: 'connections.kind.http',
  csv: 'connections.kind.csv',
  prometheus: 'connections.kind.prometheus',
}

export type ConnectionValues = {
  kind: ConnectionKindName
  name: string
  host: string
  port: string
  database: string
  user: string
  tls: boolean
  file: string
  url: string
  header: string
  secret: string
}

export function valuesOf(connection?: ConnectionView): ConnectionValues {
  const empty = { host: '', port: '', database: '', user: '', tls: false, file: '', url: '', header: '' }
  const address: Record<string, unknown> = { ...empty, ...connection?.address }
  const text = (name: string) => String(address[name] ?? '')
  return {
    kind: connection?.kind ?? 'postgres',
    name: connection?.name ?? '',
    host: text('host'),
    port: text('port'),
    database: text('database'),
    user: text('user'),
    tls: address.tls === true,
    file: text('file'),
    url: text('url'),
    header: text('header') || 'Authorization',
    secret: '',
  }
}

export function addressOf(values: ConnectionValues): ConnectionAddressView {
  const { kind, host, port, database, user, tls, file, url, header } = values
  if (kind === 'sqlite') return { file }
  if (kind === 'postgres' || kind === 'mysql')
    return { host, database, user, tls, ...(/^\d+$/.test(port) ? { port: Number(port) } : {}) }
  return { url, ...(header && header !== 'Authorization' ? { header } : {}) }
}

export function addressWords(address: ConnectionAddressView): string {
  if ('file' in address) return address.file
  if ('url' in address) return address.url
  const { user, host, port, database } = address
  return `${user}@${host}${port ? `:${port}` : ''}/${database}`
}
