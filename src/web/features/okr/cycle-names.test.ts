import { describe, expect, test } from 'vitest'
import { translate } from '../../../i18n/catalogue.ts'
import { cycleName } from '../../../i18n/cycle-name.ts'
import { cyclesAhead } from './cycle-names.ts'

describe('cycles ahead', () => {
  test('begin with the one that runs, in a calendar year', () => {
    const [first, second] = cyclesAhead('quarter', '2026-11-23', 1)
    expect(first).toMatchObject({ start: '2026-10-01', end: '2026-12-31', number: 4 })
    expect(second).toMatchObject({ start: '2027-01-01', end: '2027-03-31', number: 1 })
  })
  test('follow a fiscal year that starts in April and is named by the year it ends in', () => {
    const [first] = cyclesAhead('quarter', '2026-11-23', 4)
    expect(first).toMatchObject({ start: '2026-10-01', end: '2026-12-31', number: 3, fiscalYear: 2027 })
  })
  test('include the one that ends today', () => {
    expect(cyclesAhead('year', '2026-12-31', 1)[0]?.end).toBe('2026-12-31')
  })
})

describe('names', () => {
  const nameOf = (kind: 'year' | 'half' | 'quarter' | 'month', startMonth: number) => {
    const [first] = cyclesAhead(kind, '2026-11-23', startMonth)
    return first && cycleName(first, translate.vi)
  }
  test('are those that people use', () => {
    expect(nameOf('year', 1)).toBe('Năm 2026')
    expect(nameOf('half', 1)).toBe('Nửa cuối năm 2026')
    expect(nameOf('quarter', 1)).toBe('Quý 4/2026')
    expect(nameOf('month', 1)).toBe('Tháng 11/2026')
  })
  test('call a month by the calendar, whatever the fiscal year', () => {
    expect(nameOf('month', 4)).toBe('Tháng 11/2026')
    expect(nameOf('quarter', 4)).toBe('Quý 3/2027')
  })
})
