/** The one place where environment variables are named, checked and explained; docs/configuration.md is made from it. */
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'

type About = {
  description: string
  /** What a right value looks like, to follow "expected", and the same in Vietnamese, to follow "cần". */
  accepts: string
  acceptsVi: string
  /** The default, as the documentation shows it. */
  byDefault: string
  /** The value may hold a password: messages show it masked. */
  isSecret?: true
}

export const about = z.registry<About>()

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))

const isNetwork = (entry: string) => {
  const [address = '', prefix, ...more] = entry.split('/')
  const family = isIP(address)
  if (family === 0) return prefix === undefined && /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(entry)
  const most = family === 4 ? 32 : 128
  return more.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= most))
}

export const variables = z.object({
  PORT: wholeNumber(0, 65_535).default(4747).register(about, {
    description: 'The TCP port of the web server. 0 takes any free port.',
    accepts: 'a whole number from 0 to 65535',
    acceptsVi: 'một số nguyên từ 0 đến 65535',
    byDefault: '4747',
  }),
  HOST: z
    .string()
    .refine((host) => isIP(host) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host))
    .default('127.0.0.1')
    .register(about, {
      description:
        'The address that the web server listens on. Set 0.0.0.0 (or ::) to be reached from other machines, and put a proxy that speaks HTTPS in front.',
      accepts: 'an IP address or a host name',
      acceptsVi: 'một địa chỉ IP hoặc tên máy',
      byDefault: '127.0.0.1',
    }),
  DATA_DIR: z
    .string()
    .refine((path) => !/[\0\n]/.test(path))
    .prefault('./data')
    .transform((path) => resolve(path))
    .register(about, {
      description:
        'The folder of everything that must outlive a restart, the embedded database among it. A relative path starts at the current folder.',
      accepts: 'the path of a folder',
      acceptsVi: 'đường dẫn tới một thư mục',
      byDefault: './data',
    }),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .register(about, {
      description: 'A PostgreSQL server of your own, version 15 or newer, in place of the embedded one.',
      accepts: 'postgres://USER:PASSWORD@HOST:PORT/DATABASE',
      acceptsVi: 'postgres://USER:PASSWORD@HOST:PORT/DATABASE',
      byDefault: 'not set: PostgreSQL is run in DATA_DIR',
      isSecret: true,
    }),
  DATABASE_POOL: wholeNumber(1, 500).default(10).register(about, {
    description: 'The most connections to the database that one process keeps open.',
    accepts: 'a whole number from 1 to 500',
    acceptsVi: 'một số nguyên từ 1 đến 500',
    byDefault: '10',
  }),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional()
    .register(about, {
      description: 'The address that people type, used in the links of mails and for sign-in.',
      accepts: 'an http:// or https:// address',
      acceptsVi: 'một địa chỉ http:// hoặc https://',
      byDefault: 'http:// with HOST and PORT',
    }),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .register(about, {
      description: 'The mail server. Without it nothing is mailed, and invitations are links to copy.',
      accepts: 'smtp://USER:PASSWORD@HOST:PORT or smtps://…',
      acceptsVi: 'smtp://USER:PASSWORD@HOST:PORT hoặc smtps://…',
      byDefault: 'not set: no mail',
      isSecret: true,
    }),
  PROXIES: wholeNumber(0, 9).default(0).register(about, {
    description:
      'How many proxies stand in front. With 1, the last address of X-Forwarded-For is taken for the caller’s, with 2 the one before it; with 0 the header is not believed.',
    accepts: 'a whole number from 0 to 9',
    acceptsVi: 'một số nguyên từ 0 đến 9',
    byDefault: '0',
  }),
  MAIL_FROM: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$|^[^<>\n]+<[^\s@]+@[^\s@]+>$/)
    .optional()
    .register(about, {
      description: 'The address that mails come from.',
      accepts: 'an address, or a name with one: Nhịp Cầu <nhipcau@example.com>',
      acceptsVi: 'một địa chỉ, hoặc tên kèm địa chỉ: Nhịp Cầu <nhipcau@example.com>',
      byDefault: 'nhipcau@ and the host of BASE_URL',
    }),
  OUTBOUND_ALLOW: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().refine(isNetwork)))
    .default([])
    .register(about, {
      description:
        'Hosts, addresses and networks inside your own network that connections may reach, separated by commas. Everything on private, loopback, link-local and metadata addresses is refused otherwise.',
      accepts: 'host names, IP addresses or networks such as 10.0.0.0/8, separated by commas',
      acceptsVi: 'tên máy, địa chỉ IP hoặc mạng như 10.0.0.0/8, cách nhau bằng dấu phẩy',
      byDefault: 'not set: only addresses of the public internet',
    }),
  SQLITE_DIR: z
    .string()
    .refine((path) => !/[\0\n]/.test(path))
    .transform((path) => resolve(path))
    .optional()
    .register(about, {
      description: 'The folder of SQLite files that connections may read. No file outside it is opened.',
      accepts: 'the path of a folder',
      acceptsVi: 'đường dẫn của một thư mục',
      byDefault: 'not set: no SQLite connections',
    }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .register(about, {
      description: 'The least severe log lines that are written.',
      accepts: 'one of trace, debug, info, warn, error, fatal, silent',
      acceptsVi: 'một trong trace, debug, info, warn, error, fatal, silent',
      byDefault: 'info',
    }),
})

export type Config = {
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  databaseUrl: string | undefined
  databasePool: number
  /** Without a closing slash. */
  baseUrl: string
  smtpUrl: string | undefined
  proxies: number
  mailFrom: string
  outboundAllow: readonly string[]
  /** Absolute. */
  sqliteFolder: string | undefined
  logLevel: z.output<typeof variables>['LOG_LEVEL']
}

/** A wrong environment variable. The message has a line for each, in Vietnamese and then in English. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const masked = (text: string) =>
  text.includes('@') ? text.replace(/^([a-z]+:\/\/)?.*@/i, '$1***@') : '(not shown)'

const problem = (name: keyof typeof variables.shape, text: string) => {
  const { accepts, acceptsVi, isSecret } = about.get(variables.shape[name]) as About
  const given = `${name}=${isSecret ? masked(text) : text}`
  return { vi: `${given}: cần ${acceptsVi}`, en: `${given}: expected ${accepts}` }
}

const httpAddress = (host: string, port: number) => {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`
}

/** Reads every variable; an empty one counts as not set. Throws ConfigError naming all that are wrong. */
export const loadConfig = (environment: Record<string, string | undefined> = process.env): Config => {
  const names = variables.keyof().options
  const texts = Object.fromEntries(names.map((name) => [name, environment[name]?.trim() || undefined]))
  const result = variables.safeParse(texts)
  if (!result.success) {
    const wrong = names.filter((name) => result.error.issues.some((issue) => issue.path[0] === name))
    const problems = wrong.map((name) => problem(name, texts[name] ?? ''))
    throw new ConfigError([...problems.map(({ vi }) => vi), ...problems.map(({ en }) => en)].join('\n'))
  }
  const { data } = result
  const baseUrl = data.BASE_URL ?? httpAddress(data.HOST, data.PORT)
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL,
    databasePool: data.DATABASE_POOL,
    baseUrl,
    smtpUrl: data.SMTP_URL,
    proxies: data.PROXIES,
    mailFrom: data.MAIL_FROM ?? `Nhịp Cầu <nhipcau@${new URL(baseUrl).hostname}>`,
    outboundAllow: data.OUTBOUND_ALLOW,
    sqliteFolder: data.SQLITE_DIR,
    logLevel: data.LOG_LEVEL,
  }
}
