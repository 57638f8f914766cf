// Errors as the doors tell them: once, in the reader's language, as RFC 9457 problem details.
import { ORPCError, ValidationError } from '@orpc/contract'
import { translate } from '../../i18n/catalogue.ts'
import type { Locale, MessageId } from '../../i18n/translator.ts'
import type { Log } from '../platform/log.ts'
import { type FieldError, Refusal, type RefusalCode, refusals, retryAfter } from '../platform/refusal.ts'

export type Problem = {
  type: string
  title: string
  status: number
  code: RefusalCode
  detail: string
  errors?: FieldError[]
  /** Seconds after which the same request may succeed. */
  retryAfter?: number
}

/** Any error as the problem that its reader is told of; what nobody foresaw is logged and told as `internal`. */
export function toProblem(error: unknown, locale: Locale, log: Log): Problem {
  const t = translate[locale]
  const refusal = toRefusal(error)
  if (refusal.code === 'internal') log.error({ err: error }, 'operation failed')
  const seconds = retryAfter[refusal.code]
  const detail = t(`refusal.${refusal.code}` as MessageId, refusal.values)
  return {
    type: `https://nhipcau.dev/problems/${refusal.code}`,
    title: detail,
    status: refusals[refusal.code],
    code: refusal.code,
    detail,
    ...(seconds === undefined ? {} : { retryAfter: seconds }),
    ...(refusal.errors.length > 0
      ? { errors: refusal.errors.map((entry) => withMessage(entry, locale)) }
      : {}),
  }
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
    if (!(error.cause instanceof ValidationError)) return new Refusal('malformed_request')
    return new Refusal('invalid_input', {}, error.cause.issues.flatMap(fieldErrors).slice(0, 100))
  }
  if (error instanceof ORPCError && error.status === 413) return new Refusal('too_large')
  if (isDiskFull(error)) return new Refusal('storage_full')
  if (isDatabaseAway(error)) return new Refusal('database_away')
  if (isUnstorable(error)) return new Refusal('invalid_input')
  return new Refusal('internal')
}

type Issue = {
  message: string
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined
  code?: unknown
  /** Of a union: what each of its forms found wrong. */
  errors?: readonly (readonly Issue[])[]
}

/** A union is told as the form that came nearest: the one whose faults lie deepest. */
function fieldErrors(issue: Issue): FieldError[] {
  const depthOf = (form: readonly Issue[]) =>
    form.reduce((deepest, { path = [] }) => Math.max(deepest, path.length), 0)
  const [nearest] = (issue.errors ?? []).toSorted((a, b) => depthOf(b) - depthOf(a))
  if (!nearest || depthOf(nearest) === 0) return [fieldError(issue)]
  return nearest.flatMap((inner) =>
    fieldErrors({ ...inner, path: [...(issue.path ?? []), ...(inner.path ?? [])] }),
  )
}

function fieldError(issue: Issue): FieldError {
  const keys = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))
  const field = keys[0] === 'params' || keys[0] === 'body' ? keys.slice(1) : keys
  return {
    field: field.join('.'),
    code: typeof issue.code === 'string' ? issue.code : 'invalid',
    message: issue.message,
  }
}

function withMessage(entry: FieldError, locale: Locale): FieldError {
  const id = `refusal.field.${entry.code}`
  const message = isMessage(id) ? translate[locale](id) : entry.message
  return message === undefined ? entry : { ...entry, message }
}

const fieldCodes = new Set<string>([
  'invalid_type',
  'too_small',
  'too_big',
  'invalid_format',
  'invalid_union',
  'invalid_value',
  'custom',
  'unrecognized_keys',
])
function isMessage(id: string): id is MessageId {
  return fieldCodes.has(id.slice('refusal.field.'.length))
}

// Also as the operating system says it where PostgreSQL has no code of its own for it.
function isDiskFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    (('code' in error && error.code === '53100') || /No space left on device/.test(error.message))
  )
}

// Connection failures and shutdown states of PostgreSQL: classes 08 and 57P, and the socket's own codes.
function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    /^(08...|57P0[123]|53300)$/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(code) ||
    /Connection terminated|not queryable|timeout exceeded when trying to connect|Query read timeout|timeout expired/.test(
      error.message,
    )
  )
}

// What the schemas let through and PostgreSQL cannot hold: a NUL in a text (22021, 22P05), a year before 1 (22007, 22008),
// half of a character in what is kept as JSON (22P02).
function isUnstorable(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (['22021', '22P05', '22007', '22008'].includes(String(error.code)) ||
      (error.code === '22P02' && error.message.includes('type json')))
  )
}
