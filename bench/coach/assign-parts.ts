// Gives rows that are new a part: that of their nearest kin where there is one, else by the hash of their text, so that about
// 65 in 100 train, 15 validate and 20 test, until the test has enough; from then on all that is new trains. A row that has a
// part keeps it, and one that would tie two parts together is left out. Run with: npx node bench/coach/assign-parts.ts
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { fileOf, nearPairs, type Part, type Row, readDataSet, writeRows } from './data-set.ts'

const rows = readDataSet()
const kin = new Map<number, number[]>()
for (const { first, second } of nearPairs(rows)) {
  kin.set(first, [...(kin.get(first) ?? []), second])
  kin.set(second, [...(kin.get(second) ?? []), first])
}

/** So many are enough for figures to within about a point. */
const ENOUGH_TESTS = 800
const hasEnough = rows.filter(({ part }) => part === 'test').length >= ENOUGH_TESTS

function partByHash(text: string): Part {
  if (hasEnough) return 'train'
  const share = createHash('sha256').update(text).digest().readUInt16BE(0) / 65_536
  return share < 0.65 ? 'train' : share < 0.8 ? 'validation' : 'test'
}

/** Everything that is near it, or near to one that is. */
function familyOf(start: number): number[] {
  const family = new Set([start])
  for (const index of family) for (const next of kin.get(index) ?? []) family.add(next)
  return [...family]
}

const dropped = new Set<number>()
const seen = new Set<number>()
for (let index = 0; index < rows.length; index += 1) {
  if (seen.has(index)) continue
  const family = familyOf(index)
  for (const member of family) seen.add(member)
  const parts = new Set(family.flatMap((member) => rows[member]?.part || []))
  // A new row that ties two parts together cannot stand in either.
  const isTie = parts.size > 1
  const part = [...parts][0] ?? partByHash(rows[index]?.text ?? '')
  for (const member of family) {
    const row = rows[member]
    if (row === undefined || row.part !== '') continue
    if (isTie) dropped.add(member)
    else row.part = part
  }
}
for (const index of dropped) console.log('left out, near to rows of two parts:', rows[index]?.text)

const files = new Map<string, Row[]>()
rows.forEach((row, index) => {
  const path = fileOf(row.language, row.kind)
  if (!dropped.has(index)) files.set(path, [...(files.get(path) ?? []), row])
})
for (const [path, kept] of files) writeFileSync(path, writeRows(kept))
const count = (part: Part) => rows.filter((row) => row.part === part).length
console.log({ train: count('train'), validation: count('validation'), test: count('test') })
