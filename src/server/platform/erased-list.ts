// Who was erased, by ids alone, in a file beside the database: a backup restored from before knows nothing of it.
import { open, readFile } from 'node:fs/promises'

export type ErasedPerson = { workspaceId: string; memberId: string }
export type ErasedList = {
  add(person: ErasedPerson): Promise<void>
  all(): Promise<ErasedPerson[]>
}

/** A line of JSON for each person. Without a path nothing is kept. */
export function erasedListIn(path: string | undefined): ErasedList {
  return {
    async add({ workspaceId, memberId }) {
      if (path === undefined) return
      const file = await open(path, 'a', 0o600)
      try {
        await file.write(`${JSON.stringify({ workspaceId, memberId })}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    },

    async all() {
      const text = path === undefined ? '' : await readFile(path, 'utf8').catch(absent)
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as ErasedPerson)
    },
  }
}

function absent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}
