// `npm run coach:train`: calibrates the model by cross-validation, fits it on all but the test part, and writes its weights.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ACCUSED_FROM } from '../../src/core/coach/findings.ts'
import { likeliest, probabilitiesOf } from '../../src/core/coach/kind.ts'
import { type Model, scoresOf } from '../../src/core/coach/model.ts'
import type { StatementKind } from '../../src/core/coach/statement.ts'
import { foldsOf, type Row, readDataSet } from './data-set.ts'
import { exampleFeatures, fitMean } from './fit.ts'
import { calibrationError, macroF1 } from './score.ts'

const path = join(import.meta.dirname, '../../src/core/coach/weights.generated.ts')

/** Weights of fewer steps are dropped: a third of the size for no loss. */
const LEAST = 3

const FOLDS = 3
const SEEDS = [5, 6, 7]

type Scored = { row: Row; scores: Record<StatementKind, number> }

/** One byte a weight, the largest 127 steps; the least of them, of which there are most, are left out. */
function quantised({ weights }: Model & { weights: Float64Array }): Model & { weights: Int8Array } {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const step = largest / 127
  return {
    weights: Int8Array.from(weights, (weight) => {
      const steps = Math.round(weight / step)
      return Math.abs(steps) < LEAST ? 0 : steps
    }),
    step,
    temperature: 1,
  }
}

/** The temperature that makes what was held apart most probable. */
function temperatureFor(held: readonly Scored[]): number {
  const surprise = (temperature: number) =>
    held.reduce(
      (sum, { row, scores }) => sum - Math.log(probabilitiesOf(cooled(scores, temperature))[row.kind]),
      0,
    )
  const candidates = Array.from({ length: 140 }, (_, index) => 0.3 + index * 0.015)
  return candidates.reduce((best, next) => (surprise(next) < surprise(best) ? next : best))
}

function cooled(scores: Scored['scores'], temperature: number): Scored['scores'] {
  const { objective, key_result, initiative, kpi } = scores
  return {
    objective: objective / temperature,
    key_result: key_result / temperature,
    initiative: initiative / temperature,
    kpi: kpi / temperature,
  }
}

/** Each statement scored by a fit that has seen neither it nor its kin. */
function crossValidated(rows: readonly Row[]): Scored[] {
  const folds = foldsOf(rows, FOLDS)
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const fit = quantised(
      fitMean(
        rows.filter((_row, at) => folds[at] !== fold),
        SEEDS.slice(0, 1),
      ),
    )
    return rows
      .filter((_row, at) => folds[at] === fold)
      .map((row) => ({ row, scores: scoresOf(exampleFeatures(row.text), fit) }))
  })
}

const began = performance.now()
const rows = readDataSet().filter(({ part }) => part !== 'test')
const held = crossValidated(rows)
const model = { ...quantised(fitMean(rows, SEEDS)), temperature: temperatureFor(held) }

const weights = Buffer.from(model.weights.buffer).toString('base64')
const step = Number(model.step.toPrecision(6))
const temperature = Number(model.temperature.toPrecision(4))
writeFileSync(
  path,
  `// Made by \`npm run coach:train\`; see docs/coach.md.\nexport const MODEL = {\n  step: ${step},\n  temperature: ${temperature},\n  weights: '${weights}',\n}\n`,
)

const judged = held.map(({ row, scores }) => {
  const probabilities = probabilitiesOf(cooled(scores, temperature))
  const said = likeliest(probabilities)
  return { row, truth: row.kind, said, probability: probabilities[said] }
})
const f1Of = (test: (row: Row) => boolean) => macroF1(judged.filter(({ row }) => test(row))).toFixed(3)
const accused = judged.filter(({ said, probability }) => said === 'initiative' && probability >= ACCUSED_FROM)
const rightly = accused.filter(({ truth }) => truth === 'initiative').length
console.log({
  seconds: Math.round((performance.now() - began) / 1000),
  kilobytesGzipped: Math.round(gzipSync(weights).length / 1024),
  crossValidatedF1: {
    vi: f1Of(({ language }) => language === 'vi'),
    en: f1Of(({ language }) => language === 'en'),
    hard: f1Of(({ isHard }) => isHard),
  },
  precisionOfAccusations: (rightly / accused.length).toFixed(3),
  calibrationError: calibrationError(judged).toFixed(3),
  temperature,
})

// What it gets wrong shows what to write next; only of what is not kept for the test.
if (process.argv.includes('--errors'))
  for (const { row, said, probability } of judged.filter(({ truth, said: is }) => truth !== is))
    console.log(
      [row.language, row.kind, said, probability.toFixed(2), row.isHard ? 'hard' : '', row.text].join('\t'),
    )
