// One catalogue in two languages, for server, web and mail: ICU messages, run by Lingui.
import { type I18n, setupI18n } from '@lingui/core'
import type access from './vi/access.json'
import type advice from './vi/advice.json'
import type coach from './vi/coach.json'
import type common from './vi/common.json'
import type connections from './vi/connections.json'
import type hindsight from './vi/hindsight.json'
import type kpi from './vi/kpi.json'
import type loop from './vi/loop.json'
import type mail from './vi/mail.json'
import type members from './vi/members.json'
import type objective from './vi/objective.json'
import type okr from './vi/okr.json'
import type pace from './vi/pace.json'
import type people from './vi/people.json'
import type refusal from './vi/refusal.json'
import type rhythm from './vi/rhythm.json'
import type sso from './vi/sso.json'
import type templates from './vi/templates.json'
import type view from './vi/view.json'
import type words from './vi/words.json'

export type Locale = 'vi' | 'en'

/** Every message there is. A message that is not in the catalogue does not compile. */
export type MessageId = keyof (typeof access &
  typeof advice &
  typeof coach &
  typeof common &
  typeof connections &
  typeof hindsight &
  typeof kpi &
  typeof loop &
  typeof objective &
  typeof mail &
  typeof members &
  typeof okr &
  typeof pace &
  typeof people &
  typeof refusal &
  typeof rhythm &
  typeof sso &
  typeof templates &
  typeof view &
  typeof words)

export type Values = Record<string, string | number | Date>
export type Translate = (id: MessageId, values?: Values) => string

/** A compiled catalogue, as `compileMessage` makes it: text, or text with places for values. */
export type Compiled = Parameters<I18n['load']>[1] extends infer C ? C : never

/** Translates, and takes in messages that come later. */
export type Translator = { t: Translate; add(compiled: Compiled): void }

export function translator(locale: Locale, compiled: Compiled): Translator {
  const i18n = setupI18n({ locale, messages: { [locale]: compiled as never } })
  return { t: (id, values) => i18n._(id, values), add: (more) => i18n.load(locale, more as never) }
}
