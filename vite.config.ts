import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compileCatalogue } from './src/i18n/catalogue.ts'
import type { Compiled, Locale } from './src/i18n/translator.ts'

const web = join(import.meta.dirname, 'src/web')
const shared = join(import.meta.dirname, 'src/i18n')

/** Without what only the server says: ids stand in the code as whole literals. */
function ofTheWeb(messages: Compiled): Compiled {
  const files = [web, shared].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  const code = files
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(name, 'utf8'))
    .join('')
  return Object.fromEntries(
    Object.entries(messages as object).filter(([id]) => code.includes(`'${id}'`)),
  ) as Compiled
}

/**
 * Which part of a catalogue a message comes with; src/web/app/language.tsx says when each is loaded. What the KPI page
 * shares with its forms comes with the page.
 */
function partOf(id: string): string {
  if (id.startsWith('coach.')) return 'coach'
  if (id.startsWith('templates.') && id !== 'templates.use') return 'templates'
  if (id.startsWith('pace.')) return 'pace'
  if (/^(objective|archive|comment|cycles|history|initiatives)\./.test(id)) return 'objective'
  if (/^(members)\./.test(id)) return 'settings'
  if (!/^(kpi|loop)\./.test(id)) return 'base'
  const isShared = /^kpi\.(import\.(counts|role\.)|form\.(cancel|optional)$|edit\.title$)/.test(id)
  const isOfForms =
    /^(kpi\.(import|form|new|edit)|loop\.(draft|promise|guardrail|initiative|cycle|error))\./.test(id)
  return isOfForms && !isShared ? 'forms' : 'kpi'
}

/** `virtual:messages/vi`, `…/vi/kpi` and so on: the catalogues, compiled, so that the browser needs no parser. */
const messages: Plugin = {
  name: 'messages',
  resolveId: (id) => (id.startsWith('virtual:messages/') ? `\0${id}` : null),
  load: (id) => {
    const [, locale, part = 'base'] = /^\0virtual:messages\/(vi|en)(?:\/([a-z]+))?$/.exec(id) ?? []
    if (!locale) return null
    const all = Object.entries(ofTheWeb(compileCatalogue(locale as Locale)) as object)
    return `export const messages = ${JSON.stringify(Object.fromEntries(all.filter(([name]) => partOf(name) === part)))}`
  },
}

// The host stays as the browser named it: changes from another origin are refused.
const proxied = { target: 'http://127.0.0.1:4747', changeOrigin: false }

export default defineConfig({
  root: web,
  plugins: [react(), tailwindcss(), messages],
  build: {
    outDir: join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page needs comes as two files: many small ones compress badly.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|@orpc|@lingui)[\\/]/,
            },
            {
              name: 'shared',
              test: /src[\\/](web[\\/](ui|app)|core[\\/](text|calendar))[\\/](?!.*-route)/,
              minShareCount: 6,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': proxied, '/rpc': proxied } },
})
