import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sweepDeadRuns } from './data-folders.ts'

const hours = 3_600_000

test('what dead runs left behind goes with the cluster elsewhere; the young, the living and other people’s stay', () => {
  const base = mkdtempSync(join(tmpdir(), 'nc-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  const now = Date.now()
  const made = (name: string, age: number) => {
    const outside = join(base, 'elsewhere', `tmp-${name}`)
    mkdirSync(join(outside, 'postgres'), { recursive: true })
    const folder = join(base, name)
    mkdirSync(folder)
    symlinkSync(join(outside, 'postgres'), join(folder, 'postgres'))
    for (const path of [join(outside, 'postgres'), folder]) {
      const at = new Date(now - age)
      utimesSync(path, at, at)
    }
    return { folder, outside }
  }
  const dead = made('nhipcau-bench-aaaaaa', 5 * hours)
  const young = made('nhipcau-bench-bbbbbb', hours)
  const real = made('nhipcau-data', 5 * hours)
  const renamed = made('nhipcau-bench-of-mine-cccccc', 5 * hours)
  // Its postmaster.pid names a process that is no PostgreSQL of this folder any more.
  writeFileSync(join(dead.outside, 'postgres/postmaster.pid'), `${process.pid}\n`)
  utimesSync(join(dead.outside, 'postgres'), new Date(now - 5 * hours), new Date(now - 5 * hours))
  expect(sweepDeadRuns(base, now)).toEqual([dead.folder])
  expect([dead.folder, dead.outside].map(existsSync)).toEqual([false, false])
  for (const { folder, outside } of [young, real, renamed])
    expect([folder, outside].map(existsSync)).toEqual([true, true])
})
