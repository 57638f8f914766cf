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
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi'
}

const translators = new Map<Locale, Translator>()
let wantsKpiMessages = false

export async function loadTranslate(locale: Locale): Promise<Translate> {
  const { messages } =
    locale === 'en' ? await import('virtual:messages/en') : await import('virtual:messages/vi')
  const made = translator(locale, messages)
  if (wantsKpiMessages) made.add(await kpiMessages(locale))
  translators.set(locale, made)
  return made.t
}

/** The messages of the KPI and loop screens, which the first page does without. */
export async function loadKpiMessages(): Promise<void> {
  if (wantsKpiMessages) return
  for (const [locale, { add }] of translators) add(await kpiMessages(locale))
  wantsKpiMessages = true
}

async function kpiMessages(locale: Locale): Promise<Compiled> {
  const { messages } =
    locale === 'en' ? await import('virtual:messages/en/kpi') : await import('virtual:messages/vi/kpi')
  return messages
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
