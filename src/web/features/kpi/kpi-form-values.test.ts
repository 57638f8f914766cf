import { expect, test } from 'vitest'
import type { KpiView } from '../../../contract/kpi.ts'
import { changedFields, emptyForm, formOf, readForm } from './kpi-form-values.ts'

const kpi: KpiView = {
  id: '01900000-0000-7000-8000-000000000000',
  name: 'Thời gian trả lời trung bình',
  slug: 'thoi_gian_tra_loi_trung_binh',
  description: '',
  category: 'Dịch vụ khách hàng',
  ownerId: '01900000-0000-7000-8000-000000000001',
  unitId: null,
  otherUnitIds: [],
  source: '',
  visibility: 'everyone',
  visibleTo: [],
  unit: 'phút',
  precision: 2,
  direction: 'down',
  frequency: 'week',
  aggregation: 'mean',
  zeroWhenEmpty: false,
  floor: 0,
  ceiling: null,
  target: 22.5,
  amberMargin: 0.1,
  ruleSet: 'wheeler',
  limitMethod: 'mean',
  centreMethod: 'mean',
  baseline: { first: 24 },
  formula: null,
  archivedAt: null,
  version: 1,
  createdAt: '2026-01-01T00:00:00Z',
}

test('a name is enough, and the target is read as people type it', () => {
  expect(readForm(emptyForm, 'vi')).toEqual({ errors: { name: 'kpi.form.error.name' } })
  const read = readForm({ ...emptyForm, name: 'Doanh thu', unit: '₫', target: '15 tỷ' }, 'vi')
  expect(read).toMatchObject({
    input: { target: 15e9, amberMargin: 0.1, precision: 2, baseline: { first: 24 }, floor: null },
  })
})

test('a range needs both bounds, in order', () => {
  const range = { ...emptyForm, name: 'Nhiệt độ', direction: 'range' as const }
  expect(readForm({ ...range, target: '4' }, 'vi')).toEqual({
    errors: { targetUpper: 'kpi.form.error.both_bounds' },
  })
  expect(readForm({ ...range, target: '8', targetUpper: '2' }, 'vi')).toEqual({
    errors: { targetUpper: 'kpi.form.error.bounds_order' },
  })
  expect(readForm({ ...range, target: '2', targetUpper: '8' }, 'vi')).toMatchObject({
    input: { target: { lower: 2, upper: 8 } },
  })
})

test('a KPI comes back from its own form unchanged, in both languages', () => {
  for (const locale of ['vi', 'en'] as const) {
    const read = readForm(formOf(kpi, locale), locale)
    expect('input' in read && changedFields(kpi, read.input, locale)).toEqual({})
  }
  expect(formOf(kpi, 'vi').target).toBe('22,5')
})

test('only what was changed is sent', () => {
  const read = readForm({ ...formOf(kpi, 'vi'), target: '28 phút' }, 'vi')
  expect('input' in read && changedFields(kpi, read.input, 'vi')).toEqual({ target: 28 })
})

test('a formula, a short name and who may see it are sent as they are meant', () => {
  const typed = { ...emptyForm, name: 'Giá trị đơn', source: 'formula' as const, visibility: 'unit' as const }
  expect(readForm({ ...typed, slug: 'Giá trị' }, 'vi')).toEqual({
    errors: {
      formula: 'kpi.form.error.formula',
      slug: 'kpi.form.error.slug',
      visibility: 'kpi.form.error.unit',
    },
  })
  const whole = {
    ...typed,
    formula: ' a / b ',
    slug: 'gia_tri',
    visibility: 'people' as const,
    visibleTo: ['x'],
  }
  expect(readForm(whole, 'vi')).toMatchObject({
    input: { formula: 'a / b', slug: 'gia_tri', visibility: 'people', visibleTo: ['x'] },
  })
  // Back to measured: the formula goes, and nobody in particular sees it.
  expect(readForm({ ...whole, source: 'measured', visibility: 'everyone' }, 'vi')).toMatchObject({
    input: { formula: null, visibleTo: [] },
  })
})
