// The library is whole: enough of it, both languages, measures that core accepts, nothing twice.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { NewKpi } from '../../../contract/kpi.ts'
import { newKeyResult } from '../../../contract/okr.ts'
import { Title } from '../../../contract/shapes.ts'
import type { TemplateView } from '../../../contract/templates.ts'
import { reviewStatement } from '../../../core/coach/review-statement.ts'
import type { StatementKind } from '../../../core/coach/statement.ts'
import { type Measure, measureRefusals } from '../../../core/okr/measure.ts'
import { fold } from '../../../core/text/fold.ts'
import { targetColumns } from '../kpi/public.ts'
import { library, libraryFiles, TemplateFile } from './library.ts'

const files = libraryFiles.map((file) => TemplateFile.parse(file))
const sets = files.flatMap(({ objectives }) => objectives)
const kpis = files.flatMap(({ kpis }) => kpis)
const locales = ['vi', 'en'] as const

/** Every text that a person reads of a template. */
const textsOf = (template: TemplateView) =>
  template.kind === 'objective'
    ? [
        template.title,
        template.reason,
        ...template.keyResults.map(({ title }) => title),
        ...template.initiatives,
      ]
    : [template.name, template.description]

describe('the library', () => {
  test('holds 40 OKR sets and 60 KPI definitions, ten functions with four and six of them at least', () => {
    expect(sets.length).toBeGreaterThanOrEqual(40)
    expect(kpis.length).toBeGreaterThanOrEqual(60)
    const whole = files.filter((file) => file.objectives.length >= 4 && file.kpis.length >= 6)
    expect(whole.length).toBeGreaterThanOrEqual(10)
    expect(new Set(files.map((file) => file.function)).size).toBe(files.length)
  })

  test('knows each template by an id of its own, which begins with its function', () => {
    const ids = [...sets, ...kpis].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { function: of, objectives, kpis } of files)
      for (const { id } of [...objectives, ...kpis])
        expect(id.startsWith(of === 'customer_service' ? 'service-' : `${of}-`), id).toBe(true)
  })

  test('says nothing twice', () => {
    for (const locale of locales) {
      const statements = library(locale).flatMap((template) =>
        template.kind === 'objective'
          ? [template.title, ...template.keyResults.map(({ title }) => title), ...template.initiatives]
          : [],
      )
      const names = library(locale).flatMap((template) => (template.kind === 'kpi' ? [template.name] : []))
      for (const texts of [statements, names]) {
        const seen = texts.map(fold)
        expect(seen.filter((text, place) => seen.indexOf(text) !== place)).toEqual([])
      }
    }
  })

  test('is Vietnamese in Vietnamese and English in English', () => {
    const marks = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i
    for (const template of library('vi'))
      for (const text of textsOf(template)) expect(marks.test(text), text).toBe(true)
    for (const template of library('en'))
      for (const text of textsOf(template)) expect(marks.test(text), text).toBe(false)
  })
})

test('everything in it is what the contract lets in', () => {
  for (const locale of locales)
    for (const template of library(locale)) {
      if (template.kind === 'kpi') expect(NewKpi.safeParse(template).error, template.id).toBeUndefined()
      else {
        for (const title of [template.title, ...template.initiatives]) Title.parse(title)
        for (const { title, measure } of template.keyResults)
          expect(z.object(newKeyResult).safeParse({ title, measure }).error, title).toBeUndefined()
      }
    }
})

describe.each(sets)('$id', ({ id, title, keyResults, initiatives }) => {
  test('is a destination in words, two to four key results and one to three initiatives', () => {
    for (const locale of locales) expect(title[locale]).not.toMatch(/\d/)
    expect(keyResults.length).toBeGreaterThanOrEqual(2)
    expect(keyResults.length).toBeLessThanOrEqual(4)
    expect(keyResults.filter(({ isGuardrail }) => isGuardrail).length).toBeLessThanOrEqual(1)
    expect(initiatives.length).toBeGreaterThanOrEqual(1)
    expect(initiatives.length).toBeLessThanOrEqual(3)
  })

  test('has measures that core accepts, and titles that name each figure of theirs but a zero', () => {
    for (const { title, measure } of keyResults) {
      const { kind, unit: _, ...figures } = measure
      for (const locale of locales) {
        const { lower, upper } = measure as { lower?: number; upper?: number }
        const read =
          measure.kind === 'reach'
            ? { ...measure, unit: measure.unit[locale] }
            : {
                kind,
                unit: measure.unit[locale],
                ...(lower === undefined ? {} : { lower }),
                ...(upper === undefined ? {} : { upper }),
              }
        expect(measureRefusals(read as Measure)).toEqual([])
        const named = [...title[locale].matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
        const wanted = Object.entries(figures).filter(([, value]) => value !== 0)
        expect(named, title[locale]).toEqual(wanted.map(([name]) => name))
      }
    }
    for (const locale of locales) {
      const shown = library(locale).find((template) => template.id === id)
      expect(JSON.stringify(shown)).not.toMatch(/\{\w+\}/)
    }
  })
})

test('the coach has nothing to say of any of it', () => {
  const ofKind = ['initiative_as_key_result', 'kpi_without_target', 'measure_in_objective']
  for (const locale of locales)
    for (const template of library(locale)) {
      const found: string[] = []
      const read = (text: string, field: StatementKind, measure: Measure | null = null) => {
        const whole = reviewStatement(text, { field, measure, language: locale }).findings
        const alone = reviewStatement(text, { field, language: locale }).findings
        found.push(...whole.map(({ id }) => id))
        found.push(...alone.map(({ id }) => id).filter((id) => ofKind.includes(id)))
      }
      if (template.kind === 'kpi') read(template.name, 'kpi')
      else {
        read(template.title, 'objective')
        for (const { title, measure } of template.keyResults) read(title, 'key_result', measure as Measure)
        for (const title of template.initiatives) read(title, 'initiative')
      }
      expect([template.id, locale, found]).toEqual([template.id, locale, []])
    }
})

test('half of the sets at least have a guardrail', () => {
  const guarded = sets.filter(({ keyResults }) => keyResults.some(({ isGuardrail }) => isGuardrail))
  expect(guarded.length).toBeGreaterThanOrEqual(sets.length / 2)
})

test('a suggested target has the shape of its direction and lies where values can', () => {
  for (const { id, direction, target, floor, ceiling, aggregation, description } of kpis) {
    expect(() => targetColumns(target, direction), id).not.toThrow()
    const ends = target === undefined ? [] : typeof target === 'number' ? [target] : Object.values(target)
    for (const end of ends) {
      expect(end, id).toBeGreaterThanOrEqual(floor ?? Number.NEGATIVE_INFINITY)
      expect(end, id).toBeLessThanOrEqual(ceiling ?? Number.POSITIVE_INFINITY)
    }
    // Whoever enters a ratio has to know its numerator and its denominator.
    if (aggregation === 'ratio') for (const locale of locales) expect(description[locale], id).toContain('÷')
  }
})
