// One catalogue in two languages, for server, web and mail: ICU messages, run by Lingui.
import { type I18n, setupI18n } from '@lingui/core'
import type common from './vi/common.json'
import type kpi from './vi/kpi.json'
import type loop from './vi/loop.json'
import type okr from './vi/okr.json'
import type people from './vi/people.json'
import type refusal from './vi/refusal.json'
import type rhythm from './vi/rhythm.json'
import type words from './vi/words.json'

export type Locale = 'vi' | 'en'
export const locales: readonly Locale[] = ['vi', 'en']

/** Every message there is. A message that is not in the catalogue does not compile. */
export type MessageId = keyof (typeof common &
  typeof kpi &
  typeof loop &
  typeof okr &
  typeof people &
  typeof refusal &
  typeof rhythm &
  typeof words)

export type Values = Record<string, string | number | Date>
export type Translate = (id: MessageId, values?: Values) => string

/** A compiled catalogue, as `compileMessage` makes it: text, or text with places for values. */
export type Compiled = Parameters<I18n['load']>[1] extends infer C ? C : never

export function translator(locale: Locale, compiled: Compiled): Translate {
  const i18n = setupI18n({ locale, messages: { [locale]: compiled as never } })
  return (id, values) => i18n._(id, values)
}
