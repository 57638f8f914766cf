import { describe, expect, test } from 'vitest'
import type { ConnectionKindName, PullQueryView, PullView } from '../../../contract/connections.ts'
import { emptyPull, queryOf, scheduleOf, valuesOf } from './pull-values.ts'

const kpiId = '01900000-0000-7000-8000-000000000000'
const daily: PullView['schedule'] = { every: 'day', at: '07:30' }

describe('a saved pull opens as it was typed, and saves as it was', () => {
  test.each<[ConnectionKindName, PullQueryView]>([
    ['postgres', { sql: 'select ngay, so from don' }],
    ['prometheus', { expression: 'sum(up)' }],
    ['prometheus', { expression: 'sum(up)', range: { hours: 48, step: 15 } }],
    ['http', { path: '/v1?x=1', items: 'data.rows' }],
    ['http', {}],
    ['csv', { numbers: 'vi' }],
  ])('%s %j', (kind, query) => {
    expect(queryOf(kind, valuesOf({ kpiId, query, schedule: daily }))).toEqual(query)
  })

  test.each<[PullView['schedule']]>([
    [{ every: 'quarter_hour' }],
    [{ every: 'hour' }],
    [daily],
    [{ every: 'week', weekday: 5, at: '18:00' }],
  ])('%j', (schedule) => {
    const values = valuesOf({ kpiId, query: { sql: 'select 1' }, schedule })
    expect(scheduleOf(values)).toEqual(schedule)
    expect(values.kpiId).toBe(kpiId)
  })

  test('what it does not say keeps the usual beginning', () => {
    expect(valuesOf({ kpiId, query: {}, schedule: { every: 'hour' } })).toEqual({
      ...emptyPull,
      ...{ kpiId, every: 'hour' },
    })
  })
})
