// The check of the catalogues can fail: for a message missing, unused, or not compiling.
import { expect, test } from 'vitest'
import { unloadedMessages } from '../scripts/message-parts.ts'
import { messageFaults, readSources } from '../scripts/messages.ts'
import { catalogue } from '../src/i18n/catalogue.ts'

test('the catalogues hold', async () => {
  expect(await messageFaults(catalogue, await readSources())).toEqual([])
})

test('missing in one language, unused, and malformed are told by name', async () => {
  const vi = { 'a.used': 'Chào', 'a.only_vi': 'Một', 'a.unused': 'Thừa', 'a.broken': 'Có {name' }
  const en = { 'a.used': 'Hello', 'a.only_en': 'One', 'a.unused': 'Left over', 'a.broken': 'There is {name}' }
  const faults = await messageFaults({ vi, en }, "t('a.used') t('a.only_vi') t('a.only_en') t('a.broken')")
  expect(faults.map((fault) => fault.split(':').slice(0, 2).join(':'))).toEqual([
    'a.only_vi: missing in en',
    'a.only_en: missing in vi',
    'a.unused: unused',
    'a.broken: does not compile in vi',
  ])
})

test('every screen has loaded what it says', () => {
  expect(unloadedMessages(new Set(Object.keys(catalogue.vi)))).toEqual([])
})

test('what is said without its part is told by name', () => {
  // An id that no part claims would come with the first page; one of a form said by the shell would not be there.
  const faults = unloadedMessages(new Set(['common.close']), () => 'forms')
  expect(faults).toContainEqual(
    expect.stringMatching(/^common\.close: said by app\/shell\.tsx without part forms/),
  )
})
