/** Where the Unix socket lies, the only way to the embedded PostgreSQL. */
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { StartError, systemCode } from './start-error.ts'

/** The kernel's limit for the path of a socket, in bytes. */
const longestPath = 107

/** The socket of port 5432, as PostgreSQL names it. */
export const socketPath = (folder: string) => join(folder, '.s.PGSQL.5432')

const fits = (folder: string) => Buffer.byteLength(socketPath(folder)) <= longestPath

/** The cluster's own folder, or where its path is too long, one of the system's folder for temporary files. */
export const socketFolder = (cluster: string): string => {
  if (fits(cluster)) return cluster
  const name = `nhipcau-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`
  const temporary = join(tmpdir(), name)
  return fits(temporary) ? temporary : join('/tmp', name)
}

/** Makes the folder, open to the account alone. Refuses one that somebody else put there. */
export const makeSocketFolder = (folder: string, account: Account): void => {
  try {
    mkdirSync(folder, { mode: 0o700 })
    if (account.isOther) chownSync(folder, account.uid, account.gid)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== account.uid) {
    throw new StartError(
      'wrong_owner',
      `Thư mục ${folder} phải thuộc về ${account.name}. Hãy xoá nó rồi chạy lại.`,
      `The folder ${folder} must belong to ${account.name}. Remove it and start again.`,
    )
  }
  chmodSync(folder, 0o700)
}

/** For `pg`, libpq and everything that takes DATABASE_URL. */
export const connectionString = (folder: string) =>
  `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`
