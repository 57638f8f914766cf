// The reader's language: its messages are loaded before anything is drawn, numbers and dates follow it.
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { type Locale, type Translate, translator } from '../../i18n/translator.ts'

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

export async function loadTranslate(locale: Locale): Promise<Translate> {
  const { messages } =
    locale === 'en' ? await import('virtual:messages/en') : await import('virtual:messages/vi')
  return translator(locale, messages)
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
