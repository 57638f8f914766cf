// The coach on statements held apart: no figure falls behind what was reached, and the parting is clean.
import { describe, expect, test } from 'vitest'
import { nearPairs, readDataSet, readFresh } from './data-set.ts'
import { figuresOf, notationOf } from './judge.ts'
import { calibrationError, macroF1 } from './score.ts'

const rows = readDataSet()
/** What is promised, as in bench/coach.ts. */
const FLOOR = { f1: 0.92, hard: 0.85, precision: 0.95, measures: 0.92 }

test('the data set is large, balanced and written once', () => {
  expect(rows.length).toBeGreaterThanOrEqual(3000)
  expect(rows.filter(({ isHard }) => isHard).length).toBeGreaterThanOrEqual(600)
  for (const language of ['vi', 'en'])
    for (const kind of ['objective', 'key_result', 'initiative', 'kpi'])
      expect(rows.filter((row) => row.language === language && row.kind === kind).length).toBeGreaterThan(450)
  expect(new Set(rows.map(({ text }) => text.toLowerCase())).size).toBe(rows.length)
  expect(new Set(rows.map(({ part }) => part))).toEqual(new Set(['train', 'validation', 'test']))
})

test('no statement is near to one of another part', () => {
  const crossing = nearPairs(rows).filter(({ first, second }) => rows[first]?.part !== rows[second]?.part)
  expect(crossing).toEqual([])
}, 60_000)

describe('on statements held apart', () => {
  const figures = figuresOf(rows.filter(({ part }) => part === 'test'))

  test.each([
    ['macro F1, vi', figures.f1.vi, FLOOR.f1],
    ['macro F1, en', figures.f1.en, FLOOR.f1],
    ['macro F1 in a wrong field, vi', figures.wrongFieldF1.vi, FLOOR.f1],
    ['macro F1 in a wrong field, en', figures.wrongFieldF1.en, FLOOR.f1],
    ['macro F1 of hard cases', figures.hardF1, FLOOR.hard],
    ['precision of accusations', figures.accusationPrecision, FLOOR.precision],
    ['measures read exactly', figures.measuresRead, FLOOR.measures],
  ])('%s', (_, value, floor) => expect(value).toBeGreaterThanOrEqual(floor))

  test('probabilities are calibrated, and diacritics are not needed', () => {
    expect(figures.calibrationError).toBeLessThanOrEqual(0.05)
    expect(figures.f1.vi - figures.unmarkedF1).toBeLessThanOrEqual(0.03)
  })
})

test('on ordinary statements written apart', () => {
  const figures = figuresOf(readFresh('fresh.tsv'))
  expect(
    Math.min(figures.f1.vi, figures.f1.en, figures.wrongFieldF1.vi, figures.wrongFieldF1.en),
  ).toBeGreaterThanOrEqual(FLOOR.f1)
  expect(figures.accusationPrecision).toBeGreaterThanOrEqual(FLOOR.precision)
  expect(figures.measuresRead).toBeGreaterThanOrEqual(FLOOR.measures)
})

test('the figures themselves', () => {
  const judged = (['objective', 'kpi', 'kpi', 'initiative'] as const).map((said, index) => ({
    truth: (['objective', 'kpi', 'objective', 'initiative'] as const)[index] ?? 'kpi',
    said,
    probability: 0.95,
  }))
  // 2/3 for objective and kpi, 1 for initiative and for the key results, of which there are none.
  expect(macroF1(judged)).toBeCloseTo((2 / 3 + 2 / 3 + 1 + 1) / 4, 12)
  expect(calibrationError(judged)).toBeCloseTo(0.2, 12)
  expect(notationOf({ kind: 'keep', upper: 3, unit: 'hồi chuông' })).toBe('<=3 hồi chuông')
})
