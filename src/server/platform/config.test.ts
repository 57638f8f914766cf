import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, loadConfig } from './config.ts'

const refusal = (environment: Record<string, string>) => {
  try {
    loadConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'accepted'
}

describe('loadConfig', () => {
  test('has a default for everything', () => {
    expect(loadConfig({})).toEqual({
      port: 4747,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      databaseUrl: undefined,
      databasePool: 10,
      baseUrl: 'http://127.0.0.1:4747',
      mailFrom: 'Nhịp Cầu <nhipcau@127.0.0.1>',
      outboundAllow: [],
      proxies: 0,
      smtpUrl: undefined,
      logLevel: 'info',
    })
  })

  test('takes what is set, and an empty variable as not set', () => {
    const config = loadConfig({
      PORT: ' 8080 ',
      HOST: '::1',
      DATA_DIR: '/srv/nhịp cầu',
      DATABASE_URL: 'postgresql://app:p%40ss@db:5433/okr?sslmode=require',
      SMTP_URL: '',
      DATABASE_POOL: '3',
      LOG_LEVEL: 'debug',
    })
    expect(config).toEqual({
      port: 8080,
      host: '::1',
      dataDir: '/srv/nhịp cầu',
      databaseUrl: 'postgresql://app:p%40ss@db:5433/okr?sslmode=require',
      databasePool: 3,
      baseUrl: 'http://[::1]:8080',
      mailFrom: 'Nhịp Cầu <nhipcau@[::1]>',
      outboundAllow: [],
      proxies: 0,
      smtpUrl: undefined,
      logLevel: 'debug',
    })
  })

  test('takes PostgreSQL over a Unix socket', () => {
    expect(loadConfig({ DATABASE_URL: 'postgres:///okr?host=/run/postgresql' }).databaseUrl).toBe(
      'postgres:///okr?host=/run/postgresql',
    )
    expect(loadConfig({ DATABASE_URL: 'postgres://me@%2Frun%2Fpostgresql/okr' }).databaseUrl).toBe(
      'postgres://me@%2Frun%2Fpostgresql/okr',
    )
  })

  test('links to an address that a browser can open', () => {
    expect(loadConfig({ HOST: '0.0.0.0', PORT: '80' }).baseUrl).toBe('http://localhost:80')
    expect(loadConfig({ BASE_URL: 'https://okr.example.vn/' }).baseUrl).toBe('https://okr.example.vn')
  })

  test.each([
    [{ PORT: 'abc' }, 'cần một số nguyên từ 0 đến 65535', 'expected a whole number from 0 to 65535'],
    [{ PORT: '65536' }, 'cần một số nguyên từ 0 đến 65535', 'expected a whole number from 0 to 65535'],
    [{ PORT: '-1' }, 'cần một số nguyên từ 0 đến 65535', 'expected a whole number from 0 to 65535'],
    [{ PORT: '80.5' }, 'cần một số nguyên từ 0 đến 65535', 'expected a whole number from 0 to 65535'],
    [{ DATABASE_POOL: '0' }, 'cần một số nguyên từ 1 đến 500', 'expected a whole number from 1 to 500'],
    [{ HOST: 'http://x' }, 'cần một địa chỉ IP hoặc tên máy', 'expected an IP address or a host name'],
    [
      { BASE_URL: 'okr.example.vn' },
      'cần một địa chỉ http:// hoặc https://',
      'expected an http:// or https:// address',
    ],
    [
      { LOG_LEVEL: 'loud' },
      'cần một trong trace, debug, info, warn, error, fatal, silent',
      'expected one of trace, debug, info, warn, error, fatal, silent',
    ],
  ])('refuses %j', (environment, vi, en) => {
    const [given] = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
    expect(refusal(environment)).toBe(`${given}: ${vi}\n${given}: ${en}`)
  })

  test('names every wrong variable at once', () => {
    expect(refusal({ PORT: 'x', LOG_LEVEL: 'y' }).split('\n')).toEqual([
      'PORT=x: cần một số nguyên từ 0 đến 65535',
      'LOG_LEVEL=y: cần một trong trace, debug, info, warn, error, fatal, silent',
      'PORT=x: expected a whole number from 0 to 65535',
      'LOG_LEVEL=y: expected one of trace, debug, info, warn, error, fatal, silent',
    ])
  })

  test('does not print a password', () => {
    expect(refusal({ DATABASE_URL: 'mysql://app:s3cret@db/okr' }).split('\n')[1]).toBe(
      'DATABASE_URL=mysql://***@db/okr: expected postgres://USER:PASSWORD@HOST:PORT/DATABASE',
    )
    expect(refusal({ SMTP_URL: 's3cret' })).not.toContain('s3cret')
  })
})
