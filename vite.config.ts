import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compileCatalogue } from './src/i18n/catalogue.ts'
import type { Locale } from './src/i18n/translator.ts'

/** `virtual:messages/vi` and `…/en`: the catalogues, compiled, so that the browser needs no parser of messages. */
const messages: Plugin = {
  name: 'messages',
  resolveId: (id) => (id.startsWith('virtual:messages/') ? `\0${id}` : null),
  load: (id) => {
    if (!id.startsWith('\0virtual:messages/')) return null
    const locale = id.slice(-2) as Locale
    return `export const messages = ${JSON.stringify(compileCatalogue(locale))}`
  },
}

export default defineConfig({
  root: join(import.meta.dirname, 'src/web'),
  plugins: [react(), tailwindcss(), messages],
  build: { outDir: join(import.meta.dirname, 'dist/web'), emptyOutDir: true, target: 'es2023' },
  server: { proxy: { '/api': 'http://127.0.0.1:4747', '/rpc': 'http://127.0.0.1:4747' } },
})
