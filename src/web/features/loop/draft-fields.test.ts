import { expect, test } from 'vitest'
import type { OkrDraftView } from '../../../contract/loop.ts'
import { type DraftFields, emptyDraft, readDraft } from './draft-fields.ts'

const kpi = { id: '01900000-0000-7000-8000-000000000000', reading: 'mean' as const, n: 4 }
const draft: OkrDraftView = {
  objective: {
    title: 'Cải thiện sự hài lòng của khách hàng với dịch vụ chăm sóc sau bán hàng',
    unitId: null,
  },
  keyResults: [
    {
      title: 'Giảm thời gian trả lời trung bình từ 48 phút xuống 30 phút',
      measure: { kind: 'reach', start: 48, target: 30, unit: 'phút' },
      kpi,
    },
  ],
  reliableTarget: 22.83,
  targetCheck: 'stretch',
  provisional: false,
  limits: { centre: 48, lower: 40.83, upper: 55.17 },
  words: { start: '', reliable: null, targetCheck: null, guardrail: '' },
}
const guardrail = {
  isWanted: true,
  title: ' Nghe điện thoại sau tối đa 3 hồi chuông ',
  kind: 'at_most' as const,
  first: '3 hồi chuông',
  second: '',
  unit: 'hồi chuông',
}
const filled: DraftFields = {
  ...emptyDraft,
  guardrail,
  initiatives: ['Tổng đài gọi lại tự động', '  '],
  newCycle: { name: 'Nửa cuối 2026', start: '2026-06-22', end: '2026-11-15' },
}

test('the story becomes a plan', () => {
  expect(readDraft(filled, draft, '', 'vi')).toEqual({
    plan: {
      objective: draft.objective.title,
      keyResult: draft.keyResults[0],
      guardrail: {
        title: 'Nghe điện thoại sau tối đa 3 hồi chuông',
        measure: { kind: 'keep', upper: 3, unit: 'hồi chuông' },
      },
      initiatives: ['Tổng đài gọi lại tự động'],
      cycle: { name: 'Nửa cuối 2026', start: '2026-06-22', end: '2026-11-15' },
      isActivating: true,
    },
  })
})

test('what is missing is named; a guardrail only while it is wanted', () => {
  expect(readDraft({ ...emptyDraft, objective: ' ' }, draft, 'a cycle', 'vi')).toEqual({
    errors: {
      objective: 'loop.error.empty',
      guardrailTitle: 'loop.error.empty',
      guardrailFirst: 'loop.error.empty',
      initiative: 'loop.error.no_initiative',
    },
  })
  const without = { ...filled, guardrail: { ...emptyDraft.guardrail, isWanted: false } }
  expect(readDraft(without, draft, 'a cycle', 'vi')).toMatchObject({
    plan: { guardrail: null, cycle: { id: 'a cycle' } },
  })
})

test('a new cycle needs its dates in order, a range its bounds', () => {
  const reversed = { ...filled, newCycle: { name: 'Q', start: '2026-06-22', end: '2026-06-21' } }
  expect(readDraft(reversed, draft, '', 'vi')).toEqual({ errors: { cycleEnd: 'loop.error.dates' } })
  const between = {
    ...filled,
    guardrail: { ...guardrail, kind: 'between' as const, first: '5', second: '3' },
  }
  expect(readDraft(between, draft, '', 'vi')).toEqual({ errors: { guardrailSecond: 'loop.error.bounds' } })
})
