/** The database cluster on disk: where it lies, whether it fits, and how it is first made. */
import { execFile } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '../log.ts'
import { type Account, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import { diskFull, StartError, systemCode } from './start-error.ts'

const run = promisify(execFile)

/** Defaults for one server with two cores. They go to postgresql.conf, where the operator may change them. */
const settings = {
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  wal_compression: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

const unreachable = (folder: string, name: string) =>
  new StartError(
    'data_folder_unreachable',
    `PostgreSQL chạy bằng người dùng ${name}, người không vào được ${folder}. Hãy chạy bằng người dùng thường, hoặc đặt DATA_DIR ở nơi ${name} vào được.`,
    `PostgreSQL runs as ${name}, who cannot enter ${folder}. Run as an ordinary user, or set DATA_DIR to where ${name} can go.`,
  )

const canEnter = async (account: Account, folder: string): Promise<boolean> => {
  if (!account.isOther) return true
  const test = run('/bin/sh', ['-c', 'test -x "$0"', folder], { cwd: '/', ...runAs(account) })
  return test.then(
    () => true,
    () => false,
  )
}

const linkTarget = (path: string): string | undefined => {
  try {
    return readlinkSync(path)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'EINVAL') return undefined
    throw error
  }
}

/** Where an earlier start put the cluster, or the first one would like to. */
export const clusterPath = (dataFolder: string): string => {
  const inside = join(dataFolder, 'postgres')
  return linkTarget(inside) ?? inside
}

/**
 * The folder of the cluster, which may have to be made: `postgres` in the data folder. Where the account cannot enter
 * the data folder (root's home, say), it is a new folder in `elsewhere`, and `postgres` is the link by which every
 * later start finds it.
 */
export const clusterFolder = async (
  dataFolder: string,
  account: Account,
  elsewhere: string,
  log: Log,
): Promise<string> => {
  const inside = join(dataFolder, 'postgres')
  const path = clusterPath(dataFolder)
  if (await canEnter(account, dirname(path))) return path
  if (path !== inside || existsSync(path)) throw unreachable(dirname(path), account.name)

  mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  const outside = mkdtempSync(join(elsewhere, `${basename(dirname(dataFolder)) || 'data'}-`))
  chmodSync(outside, 0o711)
  if (!(await canEnter(account, outside))) throw unreachable(outside, account.name)
  const folder = join(outside, 'postgres')
  symlinkSync(folder, inside)
  log.info(`PostgreSQL runs as ${account.name}, who cannot enter ${dataFolder}: its data are in ${folder}`)
  return folder
}

/** Whether the folder holds a cluster of this major version; false where there is nothing yet. */
export const holdsCluster = (folder: string, { version }: Binaries): boolean => {
  const marker = join(folder, 'PG_VERSION')
  if (!existsSync(marker)) {
    if (!existsSync(folder) || readdirSync(folder).length === 0) return false
    throw new StartError(
      'data_folder_foreign',
      `Thư mục ${folder} có dữ liệu khác, không phải của PostgreSQL. Hãy đặt DATA_DIR khác.`,
      `The folder ${folder} holds something else than a PostgreSQL database. Set another DATA_DIR.`,
    )
  }
  const theirs = readFileSync(marker, 'utf8').trim()
  const ours = version.split('.')[0]
  if (theirs === ours) return true
  throw new StartError(
    'other_major_version',
    `Dữ liệu trong ${folder} thuộc PostgreSQL ${theirs}, bản đi kèm là ${ours}. Hãy sao lưu bằng bản Nhịp Cầu cũ rồi khôi phục vào DATA_DIR mới.`,
    `The data in ${folder} are of PostgreSQL ${theirs}, and this is ${ours}. Back up with the earlier Nhịp Cầu and restore into a new DATA_DIR.`,
  )
}

const initdbArguments = [
  '--username=postgres',
  '--encoding=UTF8',
  '--locale-provider=icu',
  '--icu-locale=und',
  // pg_trgm asks the C library what a letter is: in the locale C none of ă, ê, đ would be one.
  '--locale=C.UTF-8',
  '--lc-messages=C',
  '--auth-local=trust',
  '--auth-host=reject',
  '--no-instructions',
  ...Object.entries(settings).map(([name, value]) => `--set=${name}=${value}`),
]

/** Makes the cluster, all of it or nothing: it gets its name when every byte is on the disk. */
export const makeCluster = async (folder: string, account: Account, { initdb }: Binaries): Promise<void> => {
  const unfinished = `${folder}.unfinished`
  try {
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { mode: 0o700 })
    if (account.isOther) chownSync(unfinished, account.uid, account.gid)
    const env = { LC_ALL: 'C.UTF-8' }
    await run(initdb, ['-D', unfinished, ...initdbArguments], { cwd: '/', env, ...runAs(account) })
    renameSync(unfinished, folder)
    const parent = openSync(dirname(folder), 'r')
    fsyncSync(parent)
    closeSync(parent)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    const reason = error instanceof Error ? error.message : String(error)
    if (systemCode(error) === 'ENOSPC' || reason.includes('No space left on device')) {
      throw diskFull(folder, error)
    }
    throw new StartError(
      'postgres_failed',
      `Không tạo được cơ sở dữ liệu trong ${folder}. Nguyên nhân ở dòng sau.`,
      `The database in ${folder} could not be made: ${reason}`,
      { cause: error },
    )
  }
}
