import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { screenRoutes } from './scripts/message-parts.ts'
import { compileCatalogue } from './src/i18n/catalogue.ts'
import { partOf } from './src/i18n/message-parts.ts'
import type { Locale } from './src/i18n/translator.ts'

const web = join(import.meta.dirname, 'src/web')
const shared = join(import.meta.dirname, 'src/i18n')

/** Everything in the code that may be a message's id: ids stand there as whole literals. */
function literalsOfTheWeb(): ReadonlySet<string> {
  const files = [web, shared].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  const code = files.filter((name) => /\.tsx?$/.test(name)).map((name) => readFileSync(name, 'utf8'))
  return new Set(code.flatMap((text) => [...text.matchAll(/'([\w.]+)'/g)].map(([, id = '']) => id)))
}

/** The language and the part that a module of messages holds. */
function messagesOf(id: string): { locale: string; part: string } | undefined {
  const [, locale, part = 'base'] = /^\0virtual:messages\/(vi|en)(?:\/([a-z]+))?$/.exec(id) ?? []
  return locale ? { locale, part } : undefined
}

/** By language and part, without what only the server says. */
function messageModules(): Map<string, string> {
  const literals = literalsOfTheWeb()
  const modules = new Map<string, string>()
  for (const locale of ['vi', 'en'] satisfies Locale[]) {
    const all = Object.entries(compileCatalogue(locale) as object).filter(([id]) => literals.has(id))
    for (const [part, entries] of Map.groupBy(all, ([id]) => partOf(id)))
      modules.set(
        `${locale}/${part}`,
        `export const messages = ${JSON.stringify(Object.fromEntries(entries))}`,
      )
  }
  return modules
}

/** `virtual:messages/vi`, `…/vi/kpi` and so on: the catalogues, compiled, so that the browser needs no parser. */
function messages(): Plugin {
  let modules: Map<string, string> | undefined
  return {
    name: 'messages',
    buildStart: () => {
      modules = undefined
    },
    resolveId: (id) => (id.startsWith('virtual:messages/') ? `\0${id}` : null),
    load: (id) => {
      const { locale, part } = messagesOf(id) ?? {}
      if (!locale) return null
      modules ??= messageModules()
      return modules.get(`${locale}/${part}`) ?? 'export const messages = {}'
    },
  }
}

/**
 * `screens.json`: what each address loads beside the entry, by language, so that the server can name it in the page and
 * the browser need not find it out step by step.
 */
function screenFiles(): Plugin {
  return {
    name: 'screen-files',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const named = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
      const reach = (name: string, seen: Set<string>) => {
        if (seen.has(name)) return seen
        seen.add(name)
        for (const next of named.get(name)?.imports ?? []) reach(next, seen)
        return seen
      }
      const atFirst = chunks
        .filter(({ isEntry }) => isEntry)
        .reduce((all, { fileName }) => reach(fileName, all), new Set<string>())
      const chunkOf = (module: string) => {
        const found = chunks.find(({ facadeModuleId }) => facadeModuleId === module)
        if (!found) this.error(`no chunk opens ${module}`)
        return found.fileName
      }
      const filesIn = (locale: Locale, screen: string, parts: string[]) => {
        const messages = parts.map((part) =>
          chunkOf(`\0virtual:messages/${locale}${part === 'base' ? '' : `/${part}`}`),
        )
        const files = [chunkOf(screen), ...messages].reduce(
          (all, name) => reach(name, all),
          new Set<string>(),
        )
        return [...files.difference(atFirst)]
      }
      const screens = screenRoutes().map(({ address, screen, parts }) => ({
        address,
        files: { vi: filesIn('vi', screen, parts), en: filesIn('en', screen, parts) },
      }))
      this.emitFile({ type: 'asset', fileName: 'screens.json', source: JSON.stringify(screens) })
    },
  }
}

// The host stays as the browser named it: changes from another origin are refused.
const proxied = { target: 'http://127.0.0.1:4747', changeOrigin: false }

export default defineConfig({
  root: web,
  // What stands in for a hook of React where React is older than the one here.
  resolve: { alias: [{ find: /^use-sync-external-store\/shim$/, replacement: 'react' }] },
  plugins: [react(), tailwindcss(), messages(), screenFiles()],
  build: {
    outDir: join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: false,
    // Every browser of the target knows it.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // By a name of their own, so that what a page says can be weighed.
        chunkFileNames: ({ facadeModuleId }) => {
          const { locale, part } = messagesOf(facadeModuleId ?? '') ?? {}
          return `assets/${locale ? `messages-${locale}-${part}` : '[name]'}-[hash].js`
        },
        // What every page needs comes as three files: many small ones compress badly.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              // What draws long lists is large and for few screens.
              test: /node_modules[\\/](react|react-dom|scheduler|@orpc|@lingui|@tanstack[\\/](?!react-virtual|virtual-core)[\w-]+)[\\/]/,
            },
            {
              name: 'shared',
              test: /src[\\/](web[\\/](ui|app)|core[\\/](text|calendar))[\\/](?!.*-route)/,
              minShareCount: 14,
            },
            {
              name: 'frame',
              test: /src[\\/]web[\\/](ui[\\/](kbd|logo|navigation)|app[\\/](later|theme|okr-search)|features[\\/]kpi[\\/]board-search)\./,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': proxied, '/rpc': proxied } },
})
