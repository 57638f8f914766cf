// What only an operator does, on the machine itself: `nhipcau backup`, `restore` and `verify` run this in a process of its own.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../platform/clock.ts'
import { ConfigError, loadConfig } from '../platform/config.ts'
import { createLog } from '../platform/log.ts'
import { StartError } from '../platform/postgres/start-error.ts'
import { backup } from './backup.ts'
import { withDatabase } from './installation.ts'
import { OperatorError } from './operator-error.ts'
import { restore } from './restore.ts'
import { verify } from './verify.ts'

const log = createLog(process.env.LOG_LEVEL ?? 'error')
const commands: Record<string, (args: string[]) => Promise<unknown>> = {
  async verify(args) {
    parseArgs({ args, options: {} })
    const found = await withDatabase(loadConfig(), log, { alone: false }, (connectionString) =>
      verify(connectionString, systemClock, log),
    )
    if (!found.isWhole) process.exitCode = 1
    return found
  },
  async backup(args) {
    const { values } = parseArgs({
      args,
      options: { to: { type: 'string' }, 'passphrase-file': { type: 'string' } },
    })
    const config = loadConfig()
    const now = systemClock.now()
    const to = resolve(values.to ?? `nhipcau-${now.toISOString().slice(0, 19).replaceAll(':', '')}.nhipcau`)
    const passphrase = await passphraseIn(values['passphrase-file'])
    return withDatabase(config, log, { alone: false }, (connectionString) =>
      backup({ connectionString, dataDir: config.dataDir, to, passphrase, now }),
    )
  },
  async restore(args) {
    const { values } = parseArgs({
      args,
      options: {
        from: { type: 'string' },
        replace: { type: 'boolean', default: false },
        'passphrase-file': { type: 'string' },
      },
    })
    const { from, replace } = values
    if (from === undefined)
      throw new OperatorError(
        'Thiếu --from với tệp sao lưu.',
        '--from with the file of the backup is missing.',
      )
    const config = loadConfig()
    const passphrase = await passphraseIn(values['passphrase-file'])
    return withDatabase(config, log, { alone: true }, (connectionString) =>
      restore({ connectionString, dataDir: config.dataDir, from: resolve(from), passphrase, replace }),
    )
  },
}

async function passphraseIn(path: string | undefined): Promise<string | null> {
  if (path === undefined) return null
  const text = await readFile(path, 'utf8').catch(() => '')
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase === '')
    throw new OperatorError(
      `Không đọc được mật khẩu trong ${path}.`,
      `There is no passphrase to be read in ${path}.`,
    )
  return passphrase
}

const [name = '', ...args] = process.argv.slice(2)
try {
  const command = commands[name]
  if (command === undefined) throw new OperatorError(`Không có lệnh ${name}.`, `There is no command ${name}.`)
  console.log(JSON.stringify(await command(args)))
} catch (error) {
  const isPlain =
    error instanceof OperatorError ||
    error instanceof StartError ||
    error instanceof ConfigError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  console.error(isPlain ? error.message : error)
  process.exitCode = 1
}
