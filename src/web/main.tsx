// The browser's entry: language and theme first, then the routes.
import './app/theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { takeFirstData } from './app/first-data.ts'
import { LanguageProvider, loadTranslate, storedLocale } from './app/language.tsx'
import { queries, router } from './app/router.tsx'
import { applyTheme, storedTheme } from './app/theme.ts'

applyTheme(storedTheme())
const locale = storedLocale()
document.documentElement.lang = locale
loadFonts()
takeFirstData(queries, locale)
// Drawn once all of it is here, and in slices between which the browser does what else there is to do.
const [translate] = await Promise.all([loadTranslate(locale), router.load()])

const place = document.getElementById('app')
if (!place) throw new Error('the page has no #app')
const root = createRoot(place)
startTransition(() =>
  root.render(
    <StrictMode>
      <LanguageProvider locale={locale} t={translate}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </StrictMode>,
  ),
)

/** While the page is being made: a font that came after it would have all of it measured and drawn again. */
function loadFonts(): void {
  for (const weight of [400, 600])
    void document.fonts.load(`${weight} 1em "Be Vietnam Pro"`, 'aệ').catch(() => [])
}
