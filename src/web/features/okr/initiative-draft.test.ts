import { expect, test } from 'vitest'
import { emptyLink, initiativeToEdit, readInitiative } from './initiative-draft.ts'

const today = '2026-06-22'
const written = {
  ...initiativeToEdit(undefined, 'lan', 'vi'),
  title: ' Gọi lại tự động ',
  keyResultIds: ['a', 'b'],
}

test('a bet is whole: on a key result that is served, with an effect and a whole number of periods', () => {
  const bet = { ...written, betOn: 'b', effectText: '−8 phút', lagText: '2' }
  expect(readInitiative(bet, today, 'vi')).toMatchObject({
    isValid: true,
    input: { title: 'Gọi lại tự động', bet: { keyResultId: 'b', effect: -8, lag: 2 } },
  })
  expect(readInitiative({ ...bet, lagText: '' }, today, 'vi').input.bet?.lag).toBe(0)
  expect(readInitiative({ ...bet, effectText: '' }, today, 'vi').errors.effect).toBe(
    'okr.measure.number_missing',
  )
  expect(readInitiative({ ...bet, lagText: '1,5' }, today, 'vi').errors.lag).toBe('okr.initiative.lag_wrong')
  // No longer served, it is no longer bet on.
  expect(readInitiative({ ...bet, keyResultIds: ['a'] }, today, 'vi').input.bet).toBeNull()
})

test('links are web addresses; an empty row is left alone', () => {
  const link = (url: string, title = '') => ({ ...emptyLink(), url, title })
  const read = (...links: ReturnType<typeof link>[]) => readInitiative({ ...written, links }, today, 'vi')
  expect(read(link(' https://viec.vn/1 ', 'Việc 1'), link('')).input.links).toEqual([
    { url: 'https://viec.vn/1', title: 'Việc 1' },
  ])
  for (const url of ['javascript:alert(1)', 'viec.vn', '', 'ftp://viec.vn']) {
    const { isValid, errors } = read(link(url, 'x'))
    expect([url, isValid, Object.values(errors.links)]).toEqual([url, false, ['initiatives.link.wrong']])
  }
})

test('the day it was done belongs to what is done, and has come', () => {
  const done = { ...written, state: 'done' as const, doneOn: '2026-06-23' }
  expect(readInitiative(done, today, 'vi').errors.doneOn).toBe('okr.check_in.future')
  expect(readInitiative({ ...done, doneOn: '2026-06-01' }, today, 'vi').input.doneOn).toBe('2026-06-01')
  expect(readInitiative({ ...done, state: 'doing' }, today, 'vi').input).not.toHaveProperty('doneOn')
})
