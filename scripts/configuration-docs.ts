/** Writes docs/configuration.md from the environment variables; with --check it fails where the page is not current. */
import { readFileSync, writeFileSync } from 'node:fs'
import { about, variables } from '../src/server/platform/config.ts'

const page = new URL('../docs/configuration.md', import.meta.url)

const cell = (text: string) => text.replaceAll('|', '\\|')

const rows = variables.keyof().options.map((name) => {
  const entry = about.get(variables.shape[name])
  if (!entry) throw new Error(`${name} has no description in config.ts`)
  const { description, accepts, byDefault } = entry
  return `| \`${name}\` | ${cell(byDefault)} | ${cell(accepts)} | ${cell(description)} |`
})

const wanted = `<!-- Made by scripts/configuration-docs.ts from src/server/platform/config.ts. Do not edit by hand. -->

# Configuration

Environment variables, read once at the start. An empty one counts as not set; a wrong one stops the start with a message that names it.

| Variable | Default | Accepts | Meaning |
| --- | --- | --- | --- |
${rows.join('\n')}
`

const current = () => {
  try {
    return readFileSync(page, 'utf8')
  } catch {
    return ''
  }
}

if (!process.argv.includes('--check')) {
  writeFileSync(page, wanted)
} else if (current() !== wanted) {
  console.error('docs/configuration.md is not current: run node scripts/configuration-docs.ts')
  process.exitCode = 1
}
