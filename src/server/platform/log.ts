/** The log: one JSON object a line for machines, short lines for a person at a terminal; secrets never leave. */
import { type Logger, pino } from 'pino'

export type Log = Logger

export type LogDestination = { write(line: string): unknown; isTTY?: boolean }

const secretKeys = [
  'password',
  'secret',
  'token',
  'apiKey',
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
]

const hidden = '***'

/** Each key at the top and up to three objects down, such as req.headers.authorization. */
const secretPaths = secretKeys.flatMap((key) =>
  ['', '*', '*.*', '*.*.*'].map((above) => `${above}["${key}"]`),
)

/** The password inside any address, wherever it stands: postgres://app:…@db. */
const withoutPasswords = (line: string) => line.replace(/(:\/\/[^\s"/:@]*:)[^\s"/@]+@/g, `$1${hidden}@`)

/** A JSON line as `14:03:07 info  PostgreSQL ready ms=231`; an error's stack follows it. */
const readable = (line: string): string => {
  const { time, level, msg = '', err, ...rest } = JSON.parse(line)
  const clock = new Date(time).toTimeString().slice(0, 8)
  const extra = Object.entries(rest).map(([key, value]) => {
    return ` ${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`
  })
  const stack = err ? `\n${err.stack ?? err.message ?? JSON.stringify(err)}` : ''
  return `${clock} ${level.padEnd(5)} ${msg}${extra.join('')}${stack}\n`
}

/** A log that writes lines of at least `level`; readable ones where the destination is a terminal. */
export const createLog = (level: string, destination: LogDestination = process.stdout): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretPaths, censor: hidden },
      hooks: {
        streamWrite: (line) => {
          const safe = withoutPasswords(line)
          return destination.isTTY ? readable(safe) : safe
        },
      },
    },
    destination,
  )
