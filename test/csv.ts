// The story's series, as rows by column name.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export async function readCsv(name: string): Promise<Record<string, string>[]> {
  const text = await readFile(join(import.meta.dirname, 'data/story', name), 'utf8')
  const [head = '', ...lines] = text.trim().split('\n')
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])))
}
