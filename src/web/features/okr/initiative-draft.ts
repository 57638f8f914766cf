// An initiative while it is being written: everything as it was typed, and what it reads as.
import type { InitiativeView } from '../../../contract/okr.ts'
import type { Locale, MessageId } from '../../../i18n/translator.ts'
import { numberToType } from '../../app/number-to-type.ts'
import { readTyped } from '../../app/typed-number.tsx'

export type LinkDraft = { key: string; url: string; title: string }

export type InitiativeDraft = {
  title: string
  state: InitiativeView['state']
  due: string
  doneOn: string
  ownerId: string
  keyResultIds: string[]
  betOn: string
  effectText: string
  lagText: string
  links: LinkDraft[]
}

export type InitiativeErrors = Partial<Record<'title' | 'effect' | 'lag' | 'doneOn', MessageId>> & {
  /** By the key of the link. */
  links: Record<string, MessageId>
}

let made = 0
export function emptyLink(): LinkDraft {
  made += 1
  return { key: `link-${made}`, url: '', title: '' }
}

export function initiativeToEdit(
  initiative: InitiativeView | undefined,
  ownerId: string,
  locale: Locale,
): InitiativeDraft {
  const { bet = null, links = [], keyResultIds = [] } = initiative ?? {}
  return {
    title: initiative?.title ?? '',
    state: initiative?.state ?? 'planned',
    due: initiative?.due ?? '',
    doneOn: initiative?.doneOn ?? '',
    ownerId: initiative?.ownerId ?? ownerId,
    keyResultIds,
    betOn: bet?.keyResultId ?? '',
    effectText: numberToType(bet?.effect, locale),
    lagText: bet ? numberToType(bet.lag, locale) : '',
    links: links.map((link) => ({ ...emptyLink(), ...link })),
  }
}

/** What the server is asked to keep, and what stands against it. A bet is whole or not there. */
export function readInitiative(draft: InitiativeDraft, today: string, locale: Locale) {
  const effect = readTyped(draft.effectText, locale).value
  const lag = draft.lagText.trim() === '' ? 0 : (readTyped(draft.lagText, locale).value ?? Number.NaN)
  const betOn = draft.keyResultIds.includes(draft.betOn) ? draft.betOn : ''
  const links = draft.links.filter(({ url, title }) => url.trim() !== '' || title.trim() !== '')
  const errors: InitiativeErrors = { links: {} }
  if (draft.title.trim() === '') errors.title = 'okr.initiative.title_missing'
  if (betOn && effect === null) errors.effect = 'okr.measure.number_missing'
  if (betOn && !(Number.isInteger(lag) && lag >= 0 && lag <= 100)) errors.lag = 'okr.initiative.lag_wrong'
  if (draft.state === 'done' && draft.doneOn > today) errors.doneOn = 'okr.check_in.future'
  for (const { key, url } of links)
    if (!/^https?:$/.test(URL.parse(url.trim())?.protocol ?? '')) errors.links[key] = 'initiatives.link.wrong'
  const isValid = Object.keys(errors).length === 1 && Object.keys(errors.links).length === 0
  const input = {
    title: draft.title.trim(),
    state: draft.state,
    due: draft.due || null,
    ...(draft.state === 'done' && draft.doneOn ? { doneOn: draft.doneOn } : {}),
    ownerId: draft.ownerId,
    keyResultIds: draft.keyResultIds,
    bet: betOn && effect !== null ? { keyResultId: betOn, effect, lag } : null,
    links: links.map(({ url, title }) => ({ url: url.trim(), title: title.trim() })),
  }
  return { input, errors, isValid }
}
