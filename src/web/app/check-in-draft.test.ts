import { describe, expect, test } from 'vitest'
import type { KeyResultView } from '../../contract/okr.ts'
import { DEFAULT_THRESHOLDS } from '../../core/okr/status.ts'
import { type CheckInDraft, checkInOf, draftErrors, newDraft, preview } from './check-in-draft.ts'

const today = '2026-11-23'
const reach = {
  id: 'reach',
  measure: { kind: 'reach', start: 48, target: 30, unit: 'phút' },
  kpi: null,
  confidence: 6,
  firstDay: '2026-10-01',
  expected: 0.6,
  progress: 0,
  status: 'off_track',
  stale: true,
} as unknown as KeyResultView
const bound = { ...reach, kpi: { id: 'kpi', name: 'Thời gian', reading: 'mean', n: 4 } } as KeyResultView
const milestones = {
  ...reach,
  measure: {
    kind: 'milestones',
    steps: [
      { title: 'Thiết kế', weight: 1, done: true },
      { title: 'Chạy thử', weight: 3, done: false },
    ],
  },
} as KeyResultView

const typed = (keyResult: KeyResultView, part: Partial<CheckInDraft>) => ({
  ...newDraft(keyResult, today),
  ...part,
})

describe('a check-in', () => {
  test('starts with the confidence and the steps that stand', () => {
    expect(newDraft(reach, today)).toMatchObject({ date: today, confidence: 6, valueText: '' })
    expect(newDraft(milestones, today).stepsDone).toEqual([0])
  })

  test('sends only what was said', () => {
    expect(checkInOf(typed(reach, { valueText: '39 phút' }), reach, 'vi')).toEqual({
      id: 'reach',
      date: today,
      value: 39,
      confidence: 6,
    })
    expect(checkInOf(typed(bound, { valueText: '39', note: ' Ca tối ' }), bound, 'vi')).toEqual({
      id: 'reach',
      date: today,
      confidence: 6,
      note: 'Ca tối',
    })
    expect(checkInOf(typed(milestones, { stepsDone: [0, 1] }), milestones, 'vi')).toMatchObject({
      stepsDone: [0, 1],
    })
  })

  test('asks for a value, unless a word says why there is none', () => {
    expect(draftErrors(typed(reach, {}), reach, today, 'vi')).toEqual({
      valueText: 'okr.check_in.value_missing',
    })
    expect(draftErrors(typed(reach, { note: 'Chưa đo được' }), reach, today, 'vi')).toEqual({})
    expect(draftErrors(typed(bound, {}), bound, today, 'vi')).toEqual({})
    expect(draftErrors(typed(reach, { valueText: 'bốn mươi' }), reach, today, 'vi')).toEqual({
      valueText: 'okr.number.not_a_number',
    })
  })

  test('refuses a call without a reason and days that cannot be', () => {
    const at = (part: Partial<CheckInDraft>) => draftErrors(typed(bound, part), bound, today, 'vi')
    expect(at({ call: 'at_risk' })).toEqual({ callReason: 'okr.check_in.call_reason_missing' })
    expect(at({ date: '2026-11-24' })).toEqual({ date: 'okr.check_in.future' })
    expect(at({ date: '2026-09-30' })).toEqual({ date: 'okr.check_in.too_early' })
  })
})

describe('the bridge under the hand', () => {
  const shown = (keyResult: KeyResultView, part: Partial<CheckInDraft>) =>
    preview(keyResult, typed(keyResult, part), DEFAULT_THRESHOLDS, 'vi')

  test('moves with the value', () => {
    expect(shown(reach, { valueText: '39' })).toMatchObject({
      progress: 0.5,
      status: 'at_risk',
      stale: false,
    })
    expect(shown(reach, { valueText: '30' })).toMatchObject({ progress: 1, status: 'achieved' })
    expect(shown(reach, { valueText: '' })).toBe(reach)
  })

  test('moves with the steps, by their weights', () => {
    expect(shown(milestones, { stepsDone: [1] })).toMatchObject({ progress: 0.75, status: 'on_track' })
  })

  test('stands still where a KPI gives the value', () => {
    expect(shown(bound, { valueText: '30' })).toBe(bound)
  })
})
