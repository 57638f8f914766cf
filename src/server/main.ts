// `npm start`: the product, with the system's clock, until it is told to stop.
import { systemClock } from './platform/clock.ts'
import { ConfigError, loadConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { keepMemorySmall } from './platform/memory.ts'
import { StartError } from './platform/postgres/start-error.ts'
import { startServer } from './start.ts'

// `--no-pages`: only the API, as the command line needs it to work on a stopped installation.
const withPages = !process.argv.includes('--no-pages')
const log = createLog(process.env.LOG_LEVEL ?? 'info')

try {
  const stop = await startServer(loadConfig(), log, { clock: systemClock, withPages })
  keepMemorySmall()
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, async () => {
      if (isStopping) return
      isStopping = true
      log.info(`${signal}: stopping`)
      await stop()
      process.exit(0)
    })
} catch (error) {
  // What an operator can mend is said plainly; anything else comes with its trace.
  if (error instanceof StartError || error instanceof ConfigError) console.error(error.message)
  else console.error(error)
  process.exit(1)
}
