import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'src/**/*.test.tsx',
      'test/**/*.test.ts',
      'e2e/**/*.test.ts',
      'bench/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: ['test/database.setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What a page comes to show is waited for as long as the page's own steps are.
    expect: { poll: { timeout: 10_000 } },
    // Two cores: more workers only make each other late.
    maxWorkers: 2,
  },
})
