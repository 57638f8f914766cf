// Why nothing came of asking a source: kept with the run, told in the reader's language.
import type { MessageId, Translate } from '../../../i18n/translator.ts'
import { OutboundError } from '../../platform/outbound.ts'

const messages = {
  closed: 'connections.fault.closed',
  unknown_host: 'connections.fault.unknown_host',
  unreachable: 'connections.fault.unreachable',
  timeout: 'connections.fault.timeout',
  too_large: 'connections.fault.too_large',
  redirects: 'connections.fault.redirects',
  not_http: 'connections.fault.not_http',
  sign_in: 'connections.fault.sign_in',
  query: 'connections.fault.query',
  http_status: 'connections.fault.http_status',
  not_json: 'connections.fault.not_json',
  no_list: 'connections.fault.no_list',
  no_column: 'connections.fault.no_column',
  too_many_rows: 'connections.fault.too_many_rows',
  many_series: 'connections.fault.many_series',
  file_closed: 'connections.fault.file_closed',
  secret_lost: 'connections.fault.secret_lost',
  rows: 'connections.fault.rows',
  refused: 'connections.fault.refused',
} as const satisfies Record<string, MessageId>

type Code = keyof typeof messages
export type Fault = { code: Code; values: Record<string, string | number> }

/** What may be gone in a while is tried again; what somebody has to mend is not. */
const passing: readonly Code[] = ['unreachable', 'timeout', 'unknown_host']

export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly fault: Fault

  constructor(code: Code, values: Fault['values'] = {}) {
    super(code)
    this.fault = { code, values }
  }
}

export function faultOf(error: unknown): Fault {
  if (error instanceof SourceError) return error.fault
  if (error instanceof OutboundError)
    return { code: error.failure, values: { host: error.host, detail: error.message } }
  return { code: 'unreachable', values: { host: '', detail: error instanceof Error ? error.message : '' } }
}

export function isPassing(fault: Fault): boolean {
  return passing.includes(fault.code) || (fault.code === 'http_status' && Number(fault.values.status) >= 500)
}

export function faultWords(t: Translate, fault: Fault): string {
  return t(messages[fault.code], fault.values)
}
