// `nhipcau backup`: one consistent moment of the whole installation in one file, while it runs.
import { createWriteStream } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { type ArchiveHeader, archiveStream } from './archive.ts'
import { jobsVersionOf, migrationsOf, sequencesOf, tablesOf } from './database-tables.ts'
import { OperatorError } from './operator-error.ts'
import { readTables, settleText } from './read-tables.ts'

export type BackupOptions = {
  connectionString: string
  /** Where secrets.json lies; null leaves the secrets out. */
  dataDir: string | null
  to: string
  passphrase: string | null
  now: Date
}

export type BackupReport = { path: string; tables: number; rows: number }

/**
 * Reads everything in one repeatable-read transaction, so writes go on meanwhile and none is seen in halves. The file
 * appears under its name only once it is whole and on the disk.
 */
export async function backup({
  connectionString,
  dataDir,
  to,
  passphrase,
  now,
}: BackupOptions): Promise<BackupReport> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const draft = `${to}.part`
  try {
    await client.query('begin isolation level repeatable read read only')
    await settleText(client)
    const migrations = await migrationsOf(client)
    if (migrations === null) throw nothingThere()
    const header: ArchiveHeader = {
      format: 1,
      createdAt: now.toISOString(),
      postgres: String((await client.query('show server_version')).rows[0].server_version),
      migrations,
      jobsVersion: await jobsVersionOf(client),
      secrets:
        dataDir === null ? null : await readFile(join(dataDir, 'secrets.json'), 'utf8').catch(() => null),
      tables: await tablesOf(client),
      sequences: await sequencesOf(client),
    }
    let rows = 0
    async function* counted() {
      for await (const part of readTables(client, header.tables)) {
        if (part.kind === 'tableEnd') rows += part.digest.rows
        yield part
      }
    }
    await pipeline(
      await archiveStream(header, counted(), passphrase),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    )
    await client.query('commit')
    await rename(draft, to)
    await flushFolder(dirname(to))
    return { path: to, tables: header.tables.length, rows }
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

/** Without it a power cut could take the new name back. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}

const nothingThere = () =>
  new OperatorError(
    'Cơ sở dữ liệu này chưa có gì của Nhịp Cầu để sao lưu.',
    'This database holds nothing of Nhịp Cầu to back up.',
  )
