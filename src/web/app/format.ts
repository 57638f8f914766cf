// Numbers, dates and times as the reader writes them.
import { use, useMemo } from 'react'
import { type Format, formatFor } from '../../i18n/format-for.ts'
import { useLanguage } from './language.tsx'
import { SessionContext } from './session.tsx'

export function useFormat(): Format {
  const { locale } = useLanguage()
  const timeZone = use(SessionContext)?.workspace.timeZone
  return useMemo(() => formatFor(locale, timeZone), [locale, timeZone])
}
