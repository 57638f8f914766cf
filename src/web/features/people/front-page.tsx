// The frame of the pages before the sign-in: the mark, the language, one card.
import type { ReactNode } from 'react'
import { useLanguage } from '../../app/language.tsx'
import { Card } from '../../ui/card.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { Logo } from '../../ui/logo.tsx'
import { useTitle } from '../../ui/use-title.ts'

type Props = { title: string; lead: string; children: ReactNode }

export function FrontPage({ title, lead, children }: Props) {
  const { locale, setLocale, t } = useLanguage()
  useTitle(title)
  return (
    <main className="mx-auto grid min-h-dvh max-w-lg content-start gap-6 px-4 py-8 sm:content-center">
      <header className="flex items-center justify-between gap-4">
        <span className="flex items-center gap-2.5 text-lg font-semibold">
          <Logo />
          {t('common.product')}
        </span>
        <Segmented
          label={t('common.language')}
          value={locale}
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
          onChange={setLocale}
        />
      </header>
      <div>
        <h1 className="text-2xl font-semibold text-balance">{title}</h1>
        <p className="mt-1 text-ink-2">{lead}</p>
      </div>
      <Card className="p-5">{children}</Card>
    </main>
  )
}
