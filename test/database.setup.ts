// One real PostgreSQL for the whole run, with a migrated template that each test file clones.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { removeDataFolder, sweepDeadRuns } from '../scripts/data-folders.ts'
import { openDatabase } from '../src/server/platform/database.ts'
import { createLog } from '../src/server/platform/log.ts'
import { migrate } from '../src/server/platform/migrate.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The maintenance connection, and the name of the template database. */
    databaseUrl: string
  }
}

export const templateName = 'nhipcau_template'

export default async function setup(project: TestProject) {
  sweepDeadRuns()
  const external = process.env.DATABASE_URL
  const dataDir = await mkdtemp(join(tmpdir(), 'nhipcau-test-'))
  const log = createLog('error')
  const postgres = external ? null : await startEmbeddedPostgres({ dataDir, log })
  const connectionString = external ?? postgres?.connectionString ?? ''
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(`drop database if exists ${templateName}`)
  await client.query(`create database ${templateName}`)
  await client.end()
  const database = openDatabase({ connectionString: withDatabase(connectionString, templateName) }, () => {})
  await migrate(database)
  await database.close()
  project.provide('databaseUrl', connectionString)
  return async () => {
    if (external) await dropClones(external)
    await postgres?.stop()
    removeDataFolder(dataDir)
  }
}

/** The same server, another database. */
export function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString)
  url.pathname = `/${name}`
  return url.href
}

async function dropClones(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like 'nhipcau\\_%'`,
  )
  for (const { datname } of rows)
    await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`)
  await client.end()
}
