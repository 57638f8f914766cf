// Messages: the same ids in both languages, each of them used, each compiling strictly, and loaded with the screen
// that says it. Types see to it that every message in use exists.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { catalogue } from '../src/i18n/catalogue.ts'
import { unloadedMessages } from './message-parts.ts'

const sources = join(import.meta.dirname, '../src')

/** What is wrong with the catalogues, a line each. */
export async function messageFaults(
  messages: Record<'vi' | 'en', Record<string, string>>,
  code: string,
): Promise<string[]> {
  const { vi, en } = messages
  const faults = [
    ...Object.keys(vi)
      .filter((id) => !(id in en))
      .map((id) => `${id}: missing in en`),
    ...Object.keys(en)
      .filter((id) => !(id in vi))
      .map((id) => `${id}: missing in vi`),
    ...Object.keys(vi)
      .filter((id) => !isUsed(id, code))
      .map((id) => `${id}: unused`),
  ]
  for (const [locale, texts] of Object.entries(messages))
    for (const [id, text] of Object.entries(texts)) {
      try {
        compileMessageOrThrow(text)
      } catch (error) {
        faults.push(`${id}: does not compile in ${locale}: ${error instanceof Error ? error.message : error}`)
      }
    }
  return faults
}

/** Ids stand as whole literals; only refusals and field errors are looked up by their code. */
function isUsed(id: string, code: string): boolean {
  if (code.includes(`'${id}'`)) return true
  const byCode = /^refusal\.(?:field\.)?(\w+)$/.exec(id)?.[1]
  return byCode !== undefined && new RegExp(`\\b${byCode}\\b`).test(code)
}

export async function readSources(): Promise<string> {
  const entries = await readdir(sources, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n')
}

if (import.meta.main) {
  const faults = [
    ...(await messageFaults(catalogue, await readSources())),
    ...unloadedMessages(new Set(Object.keys(catalogue.vi))),
  ]
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length > 0 ? 1 : 0
}
