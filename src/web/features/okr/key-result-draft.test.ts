import { describe, expect, test } from 'vitest'
import type { KeyResultView } from '../../../contract/okr.ts'
import {
  emptyKeyResult,
  emptyStep,
  isUntouched,
  type KeyResultDraft,
  keyResultToEdit,
  readKeyResult,
} from './key-result-draft.ts'

const draft = (part: Partial<KeyResultDraft>): KeyResultDraft => ({
  ...emptyKeyResult(),
  title: 'Kết quả',
  ...part,
})

describe('reading what was typed', () => {
  test('reach, with scales and units, falling as well as rising', () => {
    const rising = readKeyResult(draft({ startText: '15 tỷ', targetText: '30 tỷ', unit: '₫' }), 'vi')
    expect(rising.input.measure).toEqual({ kind: 'reach', start: 15e9, target: 30e9, unit: '₫' })
    expect(rising.errors).toEqual({})
    const falling = readKeyResult(draft({ startText: '48 phút', targetText: '30', unit: 'phút' }), 'vi')
    expect(falling.input.measure).toEqual({ kind: 'reach', start: 48, target: 30, unit: 'phút' })
  })

  test('keep takes one bound or both', () => {
    const upper = readKeyResult(draft({ kind: 'keep', upperText: '3', unit: 'hồi chuông' }), 'vi')
    expect(upper.input.measure).toEqual({ kind: 'keep', upper: 3, unit: 'hồi chuông' })
    expect(upper.errors).toEqual({})
    expect(readKeyResult(draft({ kind: 'keep' }), 'vi').errors).toEqual({ upper: 'okr.measure.no_bound' })
    expect(readKeyResult(draft({ kind: 'keep', lowerText: '4', upperText: '3' }), 'vi').errors).toEqual({
      lower: 'okr.measure.lower_above_upper',
    })
  })

  test('milestones leave empty rows out and weigh 1 unless told otherwise', () => {
    const steps = [
      { ...emptyStep(), title: 'Thiết kế' },
      emptyStep(),
      { ...emptyStep(), title: 'Chạy thử', weightText: '2' },
    ]
    expect(readKeyResult(draft({ kind: 'milestones', steps }), 'vi').input.measure).toEqual({
      kind: 'milestones',
      steps: [
        { title: 'Thiết kế', weight: 1, done: false },
        { title: 'Chạy thử', weight: 2, done: false },
      ],
    })
    expect(readKeyResult(draft({ kind: 'milestones' }), 'vi').errors).toEqual({
      steps: 'okr.measure.no_steps',
    })
  })

  test('names the field that stands against it', () => {
    const read = (part: Partial<KeyResultDraft>) => readKeyResult(draft(part), 'vi').errors
    expect(read({ startText: '48', targetText: '48' })).toEqual({ target: 'okr.measure.start_is_target' })
    expect(read({ startText: '', targetText: '30' })).toEqual({ start: 'okr.measure.number_missing' })
    expect(read({ title: ' ', startText: '48', targetText: '30' })).toEqual({
      title: 'okr.key_result.title_missing',
    })
    expect(read({ startText: '48', targetText: '30', weightText: '-1' })).toEqual({
      weight: 'okr.measure.negative',
    })
    const kpi = { id: 'kpi', reading: 'mean' as const, countText: '0' }
    expect(read({ startText: '48', targetText: '30', kpi })).toEqual({ count: 'okr.reading.count_wrong' })
  })

  test('1.500 is what its reader means by it', () => {
    const typed = draft({ startText: '1.500', targetText: '2.000' })
    expect(readKeyResult(typed, 'vi').input.measure).toMatchObject({ start: 1500, target: 2000 })
    expect(readKeyResult(typed, 'en').input.measure).toMatchObject({ start: 1.5, target: 2 })
  })
})

describe('a row', () => {
  test('that nobody wrote in is left alone', () => {
    expect(isUntouched(emptyKeyResult())).toBe(true)
    expect(isUntouched({ ...emptyKeyResult(), upperText: '3' })).toBe(false)
    expect(isUntouched({ ...emptyKeyResult(), kpi: { id: 'kpi', reading: 'latest', countText: '' } })).toBe(
      false,
    )
  })
})

describe('a saved key result', () => {
  const cycle = { start: '2026-10-01', end: '2026-12-31' }
  const saved = {
    title: 'Giảm thời gian trả lời trung bình từ 48 phút xuống 30,5 phút',
    measure: { kind: 'reach', start: 48, target: 30.5, unit: 'phút' },
    kpi: { id: 'kpi', name: 'Thời gian', reading: 'mean', n: 4 },
    weight: 2.5,
    ownerId: 'lan',
    providerId: null,
    firstDay: '2026-10-01',
    lastDay: '2026-11-15',
  } as unknown as KeyResultView

  test('is read back as it was typed, in either language', () => {
    for (const locale of ['vi', 'en'] as const) {
      const { input, errors } = readKeyResult(keyResultToEdit(saved, cycle, locale), locale)
      expect(errors).toEqual({})
      expect(input.measure).toEqual(saved.measure)
      expect(input.weight).toBe(2.5)
      expect(input.kpi).toEqual({ id: 'kpi', reading: 'mean', n: 4 })
    }
  })

  test('keeps only the dates that are its own', () => {
    const { input } = readKeyResult(keyResultToEdit(saved, cycle, 'vi'), 'vi')
    expect(input.firstDay).toBeNull()
    expect(input.lastDay).toBe('2026-11-15')
  })
})
