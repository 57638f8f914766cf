/** One app process per data folder. */
import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { diskFull, StartError, systemCode } from './start-error.ts'

export type DataLock = {
  /** The data folder without links in its path. */
  folder: string
  release(): void
}

/** Keeps the locks from garbage collection, which would let go of them. */
const held = new Set<DatabaseSync>()

const sqlite = { busy: 5, full: 13 }

const unwritable = (dataDir: string, cause: unknown) =>
  new StartError(
    'data_folder_unwritable',
    `Không ghi được vào thư mục dữ liệu ${dataDir}. Hãy cấp quyền ghi cho người dùng đang chạy, hoặc đặt DATA_DIR.`,
    `The data folder ${dataDir} cannot be written to. Let the current user write to it, or set DATA_DIR.`,
    { cause },
  )

/** Node's own recursive mkdir never returns where the kernel lets nobody make folders, as in /proc. */
const makeMissing = (folder: string, mode: number): void => {
  if (existsSync(folder)) return
  makeMissing(dirname(folder), 0o755)
  mkdirSync(folder)
  chmodSync(folder, mode)
}

const makeFolder = (dataDir: string): string => {
  try {
    // The user who runs PostgreSQL may pass through a folder of root, and see nothing else in it.
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700
    makeMissing(dataDir, mode)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(dataDir)
  } catch (error) {
    throw systemCode(error) === 'ENOSPC' ? diskFull(dataDir, error) : unwritable(dataDir, error)
  }
}

const sqliteCode = (error: unknown) =>
  error instanceof Error && 'errcode' in error ? error.errcode : undefined

/**
 * Makes the folder where it is missing and takes it for this process.
 *
 * The lock is SQLite's lock on an otherwise empty file: the one lock of the operating system that Node reaches.
 * The kernel drops it with the process, however that ends, so it is never stale and never confuses a reused pid.
 */
export const takeDataLock = (dataDir: string): DataLock => {
  const folder = makeFolder(dataDir)
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(join(folder, 'app.lock'))
    file.exec('BEGIN IMMEDIATE')
    // The pid is for the message to others, who can read only what is committed.
    file.exec(`PRAGMA user_version = ${process.pid}; COMMIT; BEGIN IMMEDIATE`)
  } catch (error) {
    const code = sqliteCode(error)
    const holder =
      file && code === sqlite.busy ? file.prepare('PRAGMA user_version').get()?.user_version : undefined
    file?.close()
    if (code === sqlite.full) throw diskFull(folder, error)
    if (holder === undefined) throw unwritable(dataDir, error)
    throw new StartError(
      'already_running',
      `Một Nhịp Cầu khác (pid ${holder}) đang dùng thư mục dữ liệu ${folder}. Hãy dừng nó, hoặc đặt DATA_DIR khác.`,
      `Another Nhịp Cầu (pid ${holder}) is using the data folder ${folder}. Stop it, or set another DATA_DIR.`,
    )
  }
  const lock = file
  held.add(lock)
  const release = () => {
    if (held.delete(lock)) lock.close()
  }
  return { folder, release }
}
