// `npm run screens`: every address of the router and what opens on it, in all four looks; minutes long, so by hand.
import { defineConfig } from 'vitest/config'
import all from './vitest.config.ts'

export default defineConfig({
  test: { ...all.test, include: ['e2e/every-screen.walk.ts'] },
})
