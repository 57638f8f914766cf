// The reader's language: its messages are loaded before anything is drawn, numbers and dates follow it.
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import {
  type Compiled,
  type Locale,
  type Translate,
  type Translator,
  translator,
} from '../../i18n/translator.ts'

type Language = { locale: Locale; t: Translate; setLocale(locale: Locale): void }

const LanguageContext = createContext<Language | null>(null)
const storageKey = 'nhipcau.locale'

export function currentLocale(): Locale {
  return document.documentElement.lang === 'en' ? 'en' : 'vi'
}

/** The language chosen before on this device; Vietnamese to begin with. */
export function storedLocale(): Locale {
  const locale = localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi'
  tellServer(locale)
  return locale
}

/** The next page that is opened comes in it. */
function tellServer(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the other way is asynchronous, and not there without HTTPS
  document.cookie = `${storageKey}=${locale}; path=/; max-age=31536000; samesite=lax`
}

/** Messages that the first page does without, by the screens that need them. */
export type MessagePart =
  | 'kpi'
  | 'forms'
  | 'pace'
  | 'objective'
  | 'templates'
  | 'coach'
  | 'settings'
  | 'view'
  | 'connections'
  | 'cards'
  | 'board'
  | 'merge'
  | 'page'
  | 'proof'
  | 'week'
  | 'search'
  | 'review'
  | 'writing'
  | 'scorecards'
  | 'hindsight'
  | 'sso'
  | 'access'

type Loaded = Promise<{ messages: Compiled }>

const parts: Record<Locale, Record<MessagePart | 'base', () => Loaded>> = {
  vi: {
    base: () => import('virtual:messages/vi'),
    kpi: () => import('virtual:messages/vi/kpi'),
    forms: () => import('virtual:messages/vi/forms'),
    pace: () => import('virtual:messages/vi/pace'),
    objective: () => import('virtual:messages/vi/objective'),
    templates: () => import('virtual:messages/vi/templates'),
    coach: () => import('virtual:messages/vi/coach'),
    settings: () => import('virtual:messages/vi/settings'),
    view: () => import('virtual:messages/vi/view'),
    connections: () => import('virtual:messages/vi/connections'),
    cards: () => import('virtual:messages/vi/cards'),
    board: () => import('virtual:messages/vi/board'),
    merge: () => import('virtual:messages/vi/merge'),
    page: () => import('virtual:messages/vi/page'),
    proof: () => import('virtual:messages/vi/proof'),
    week: () => import('virtual:messages/vi/week'),
    search: () => import('virtual:messages/vi/search'),
    review: () => import('virtual:messages/vi/review'),
    writing: () => import('virtual:messages/vi/writing'),
    scorecards: () => import('virtual:messages/vi/scorecards'),
    hindsight: () => import('virtual:messages/vi/hindsight'),
    sso: () => import('virtual:messages/vi/sso'),
    access: () => import('virtual:messages/vi/access'),
  },
  en: {
    base: () => import('virtual:messages/en'),
    kpi: () => import('virtual:messages/en/kpi'),
    forms: () => import('virtual:messages/en/forms'),
    pace: () => import('virtual:messages/en/pace'),
    objective: () => import('virtual:messages/en/objective'),
    templates: () => import('virtual:messages/en/templates'),
    coach: () => import('virtual:messages/en/coach'),
    settings: () => import('virtual:messages/en/settings'),
    view: () => import('virtual:messages/en/view'),
    connections: () => import('virtual:messages/en/connections'),
    cards: () => import('virtual:messages/en/cards'),
    board: () => import('virtual:messages/en/board'),
    merge: () => import('virtual:messages/en/merge'),
    page: () => import('virtual:messages/en/page'),
    proof: () => import('virtual:messages/en/proof'),
    week: () => import('virtual:messages/en/week'),
    search: () => import('virtual:messages/en/search'),
    review: () => import('virtual:messages/en/review'),
    writing: () => import('virtual:messages/en/writing'),
    scorecards: () => import('virtual:messages/en/scorecards'),
    hindsight: () => import('virtual:messages/en/hindsight'),
    sso: () => import('virtual:messages/en/sso'),
    access: () => import('virtual:messages/en/access'),
  },
}

const translators = new Map<Locale, Translator>()
const wanted = new Set<MessagePart>()

export async function loadTranslate(locale: Locale): Promise<Translate> {
  const { messages } = await parts[locale].base()
  const made = translator(locale, messages)
  await Promise.all([...wanted].map(async (part) => made.add((await parts[locale][part]()).messages)))
  translators.set(locale, made)
  return made.t
}

/** Loads these parts in every language that is in use, and with each one chosen later. */
export async function loadMessages(...missing: MessagePart[]): Promise<void> {
  await Promise.all(
    missing.map(async (part) => {
      if (wanted.has(part)) return
      for (const [locale, { add }] of translators) add((await parts[locale][part]()).messages)
      wanted.add(part)
    }),
  )
}

type Props = { locale: Locale; t: Translate; children: ReactNode }

export function LanguageProvider({ locale: initial, t: initialTranslate, children }: Props) {
  const [language, setLanguage] = useState({ locale: initial, t: initialTranslate })
  useEffect(() => {
    document.documentElement.lang = language.locale
  }, [language.locale])
  const value = useMemo<Language>(
    () => ({
      ...language,
      setLocale: (locale) => {
        localStorage.setItem(storageKey, locale)
        tellServer(locale)
        document.documentElement.lang = locale
        loadTranslate(locale).then((t) => setLanguage({ locale, t }))
      },
    }),
    [language],
  )
  return <LanguageContext value={value}>{children}</LanguageContext>
}

export function useLanguage(): Language {
  const language = use(LanguageContext)
  if (!language) throw new Error('useLanguage outside LanguageProvider')
  return language
}

/** The one hook that most components need: `const t = useT()`. */
export function useT(): Translate {
  return useLanguage().t
}
