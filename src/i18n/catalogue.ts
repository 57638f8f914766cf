// The catalogues as the server and the build read them: every file of both languages, compiled.
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import enAccess from './en/access.json' with { type: 'json' }
import enAdvice from './en/advice.json' with { type: 'json' }
import enCoach from './en/coach.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enConnections from './en/connections.json' with { type: 'json' }
import enHindsight from './en/hindsight.json' with { type: 'json' }
import enKpi from './en/kpi.json' with { type: 'json' }
import enLoop from './en/loop.json' with { type: 'json' }
import enMail from './en/mail.json' with { type: 'json' }
import enMembers from './en/members.json' with { type: 'json' }
import enObjective from './en/objective.json' with { type: 'json' }
import enOkr from './en/okr.json' with { type: 'json' }
import enPace from './en/pace.json' with { type: 'json' }
import enPeople from './en/people.json' with { type: 'json' }
import enRefusal from './en/refusal.json' with { type: 'json' }
import enRhythm from './en/rhythm.json' with { type: 'json' }
import enSso from './en/sso.json' with { type: 'json' }
import enTemplates from './en/templates.json' with { type: 'json' }
import enView from './en/view.json' with { type: 'json' }
import enWords from './en/words.json' with { type: 'json' }
import { type Compiled, type Locale, type MessageId, type Translate, translator } from './translator.ts'
import viAccess from './vi/access.json' with { type: 'json' }
import viAdvice from './vi/advice.json' with { type: 'json' }
import viCoach from './vi/coach.json' with { type: 'json' }
import viCommon from './vi/common.json' with { type: 'json' }
import viConnections from './vi/connections.json' with { type: 'json' }
import viHindsight from './vi/hindsight.json' with { type: 'json' }
import viKpi from './vi/kpi.json' with { type: 'json' }
import viLoop from './vi/loop.json' with { type: 'json' }
import viMail from './vi/mail.json' with { type: 'json' }
import viMembers from './vi/members.json' with { type: 'json' }
import viObjective from './vi/objective.json' with { type: 'json' }
import viOkr from './vi/okr.json' with { type: 'json' }
import viPace from './vi/pace.json' with { type: 'json' }
import viPeople from './vi/people.json' with { type: 'json' }
import viRefusal from './vi/refusal.json' with { type: 'json' }
import viRhythm from './vi/rhythm.json' with { type: 'json' }
import viSso from './vi/sso.json' with { type: 'json' }
import viTemplates from './vi/templates.json' with { type: 'json' }
import viView from './vi/view.json' with { type: 'json' }
import viWords from './vi/words.json' with { type: 'json' }

export const catalogue: Record<Locale, Record<MessageId, string>> = {
  vi: {
    ...viAccess,
    ...viAdvice,
    ...viCoach,
    ...viCommon,
    ...viConnections,
    ...viHindsight,
    ...viKpi,
    ...viLoop,
    ...viObjective,
    ...viMail,
    ...viMembers,
    ...viOkr,
    ...viPace,
    ...viPeople,
    ...viRefusal,
    ...viRhythm,
    ...viSso,
    ...viTemplates,
    ...viView,
    ...viWords,
  },
  en: {
    ...enAccess,
    ...enAdvice,
    ...enCoach,
    ...enCommon,
    ...enConnections,
    ...enHindsight,
    ...enKpi,
    ...enLoop,
    ...enObjective,
    ...enMail,
    ...enMembers,
    ...enOkr,
    ...enPace,
    ...enPeople,
    ...enRefusal,
    ...enRhythm,
    ...enSso,
    ...enTemplates,
    ...enView,
    ...enWords,
  },
}

export function compileCatalogue(locale: Locale): Compiled {
  const entries = Object.entries(catalogue[locale]).map(([id, text]) => [id, compileMessageOrThrow(text)])
  return Object.fromEntries(entries)
}

export const translate: Record<Locale, Translate> = {
  vi: translator('vi', compileCatalogue('vi')).t,
  en: translator('en', compileCatalogue('en')).t,
}
