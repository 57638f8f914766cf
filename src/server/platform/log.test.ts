import { expect, test } from 'vitest'
import { createLog } from './log.ts'

const written = (isTTY: boolean) => {
  const lines: string[] = []
  return { lines, log: createLog('info', { isTTY, write: (line) => lines.push(line) }) }
}

test('writes JSON for machines', () => {
  const { log, lines } = written(false)
  log.info({ ms: 231 }, 'PostgreSQL ready')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    ms: 231,
    msg: 'PostgreSQL ready',
  })
})

test('writes short lines at a terminal, with the stack of an error', () => {
  const { log, lines } = written(true)
  log.warn({ ms: 231, at: { port: 4747 } }, 'slow')
  log.error(new Error('boom'))
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warn {2}slow ms=231 at=\{"port":4747\}\n$/)
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error boom\nError: boom\n {4}at /)
})

test('writes nothing below its level', () => {
  const { log, lines } = written(false)
  log.debug('detail')
  expect(lines).toEqual([])
})

test.each([true, false])('hides secrets (terminal: %s)', (isTTY) => {
  const { log, lines } = written(isTTY)
  log.info(
    {
      password: 's3cret',
      req: { headers: { authorization: 's3cret', cookie: 's3cret', 'x-api-key': 's3cret', host: 'okr' } },
      databaseUrl: 'postgres://app:s3cret@db/okr',
    },
    'mail through smtp://app:s3cret@mail.example.vn:465',
  )
  log.error(new Error('cannot reach postgres://app:s3cret@db/okr'))
  expect(lines).toHaveLength(2)
  expect(lines.join('')).not.toContain('s3cret')
  expect(lines.join('')).toContain('smtp://app:***@mail.example.vn:465')
  expect(lines.join('')).toContain('okr')
})
