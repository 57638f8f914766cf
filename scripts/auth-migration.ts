// Prints the SQL that better-auth's tables still need on a migrated database: the text of a new migration.

import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { authOptions } from '../src/server/platform/auth-options.ts'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, options: '-c search_path=auth' })
await pool.query('create schema if not exists auth')
const { compileMigrations } = await getMigrations(
  authOptions(pool, 'http://localhost', 'only for printing the schema, 32+ chars'),
)
console.log(await compileMigrations())
await pool.end()
