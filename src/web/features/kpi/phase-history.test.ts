import { expect, test } from 'vitest'
import { phaseEvents } from './phase-history.ts'

const lan = '01900000-0000-7000-8000-00000000000a'
const binh = '01900000-0000-7000-8000-00000000000b'
const version = (phaseId: string, number: number, day: number, more: object = {}) => ({
  ...{ phaseId, version: number, start: null, baseline: null, frozenAt: null, reason: '' },
  ...{ recordedAt: `2026-06-${day}T02:00:00.000Z`, recordedBy: lan },
  ...{ supersededAt: null, removedBecause: null, removedBy: null, centre: 48, ...more },
})
const replaced = (day: number) => ({ supersededAt: `2026-06-${day}T02:00:00.000Z` })

test('opened, frozen, moved, given a baseline, explained: each once, newest first', () => {
  const versions = [
    version('b', 3, 19, { start: '2026-06-08', baseline: 'all', ...replaced(20) }),
    version('b', 4, 20, { start: '2026-06-08', baseline: 'all', reason: 'Tổng đài mới' }),
    version('a', 1, 10, replaced(12)),
    version('a', 2, 12, { frozenAt: '2026-06-07' }),
    version('b', 1, 15, { start: '2026-06-01', ...replaced(18) }),
    version('b', 2, 18, { start: '2026-06-08', ...replaced(19) }),
  ]
  expect(phaseEvents(versions, []).map(({ kind, phaseId }) => `${phaseId} ${kind}`)).toEqual([
    'b reason',
    'b baseline',
    'b moved',
    'b opened',
    'a frozen',
    'a opened',
  ])
  expect(phaseEvents(versions, [])[2]).toMatchObject({
    ...{ start: '2026-06-08', before: '2026-06-01', by: lan, at: '2026-06-18T02:00:00.000Z' },
  })
})

test('removed and brought back are two events, and the reason of each is its own', () => {
  const start = '2026-06-01'
  const versions = [
    version('b', 1, 15, {
      ...{ start, reason: 'Quy trình mới', ...replaced(16), removedBecause: 'nhầm', removedBy: binh },
    }),
    version('b', 2, 17, { start, reason: 'Quy trình mới' }),
  ]
  expect(phaseEvents(versions, []).map(({ kind, reason, by }) => [kind, reason, by])).toEqual([
    ['restored', 'Quy trình mới', lan],
    ['removed', 'nhầm', binh],
    ['opened', 'Quy trình mới', lan],
  ])
})

test('a hand over opens a phase, and undoing it takes the phase back', () => {
  const versions = [version('c', 1, 15, { start: '2026-06-01', ...replaced(18), removedBecause: '' })]
  const handOver = { phaseId: 'c', undoneAt: '2026-06-18T02:00:00.000Z' }
  expect(phaseEvents(versions, [handOver]).map(({ kind }) => kind)).toEqual(['undone', 'handed_over'])
})
