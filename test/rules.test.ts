// docs/rules.md stays true: every test that it names is there, and no row is without one.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const rows = readFileSync('docs/rules.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\| (rule|---) /.test(line))

test('every rule names a test file and what stands in it', () => {
  expect(rows.length).toBeGreaterThan(100)
  const faults = rows.filter((row) => {
    const [, file, name] = /\| `((?:src|test|e2e)\/[\w./-]+\.test\.tsx?)`: (.+) \|$/.exec(row) ?? []
    return (
      file === undefined || name === undefined || !quotes.some((q) => textOf(file).includes(q + name + q))
    )
  })
  expect(faults).toEqual([])
})

/** A test's name, or that of a row of its table, as it is written. */
const quotes = ["'", '"', '`']

const read = new Map<string, string>()

function textOf(file: string): string {
  try {
    const text = read.get(file) ?? readFileSync(file, 'utf8')
    read.set(file, text)
    return text
  } catch {
    return ''
  }
}
