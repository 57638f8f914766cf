// Starting a server: the port, the embedded PostgreSQL, migrations, pages where they are not current, the address.
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { buildPages } from './build-pages.ts'
import type { Clock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { watchRoom } from './platform/disk-room.ts'
import { requireUsableDatabase } from './platform/external-database.ts'
import type { Log } from './platform/log.ts'
import { clusterPath } from './platform/postgres/cluster.ts'
import { startEmbeddedPostgres } from './platform/postgres/embedded.ts'
import { StartError } from './platform/postgres/start-error.ts'
import { readOrMakeSecrets } from './platform/secrets.ts'

/** Told by a running server to the command line: where it answers. */
export const addressFile = 'server.json'

export type StartOptions = { clock: Clock /** Without pages, only the API is served. */; withPages: boolean }

/** Starts everything and answers with how to stop it in order. */
export async function startServer(
  config: Config,
  log: Log,
  { clock, withPages }: StartOptions,
): Promise<() => Promise<void>> {
  await refuseTakenPort(config)
  // The app's modules, most of them libraries, are read while PostgreSQL starts.
  const [postgres, { createApp }] = await Promise.all([
    startDatabase(config, log),
    import('./app.ts'),
    withPages ? buildPages(log) : null,
  ])
  const secrets = await readOrMakeSecrets(config.dataDir)
  const app = await createApp({
    connectionString: postgres.connectionString,
    poolSize: config.databasePool,
    hasRoom: postgres.hasRoom,
    baseUrl: config.baseUrl,
    secret: secrets.session,
    operatorToken: secrets.operatorToken,
    proxies: config.proxies,
    sealingKey: secrets.sealing,
    outboundAllow: config.outboundAllow,
    sqliteFolder: config.sqliteFolder,
    erasedList: join(config.dataDir, 'erased.jsonl'),
    smtpUrl: config.smtpUrl,
    mailFrom: config.mailFrom,
    clock,
    log,
  })
  app.http.listen(config.port, config.host)
  await once(app.http, 'listening')
  const addressPath = join(config.dataDir, addressFile)
  const address = app.http.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  await writeFile(addressPath, JSON.stringify({ url: `http://127.0.0.1:${port}`, pid: process.pid }))
  log.info(`Nhịp Cầu: ${config.baseUrl}`)

  return async () => {
    await rm(addressPath, { force: true })
    await app.close()
    await postgres.stop()
  }
}

async function startDatabase(config: Config, log: Log) {
  const { databaseUrl } = config
  if (databaseUrl) {
    await requireUsableDatabase(databaseUrl)
    return { connectionString: databaseUrl, stop: async () => {}, hasRoom: async () => true }
  }
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  return { ...postgres, hasRoom: watchRoom(clusterPath(config.dataDir)) }
}

/** Before anything is touched: a taken port means that nothing was started. */
async function refuseTakenPort({ host, port }: Config): Promise<void> {
  const probe = createServer()
  probe.listen(port, host)
  try {
    await once(probe, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new StartError(
      'port_taken',
      `Cổng ${port} tại ${host} không dùng được (${code}). Hãy dừng chương trình đang giữ cổng, hoặc đặt PORT khác.`,
      `Port ${port} on ${host} cannot be used (${code}). Stop what holds it, or set another PORT.`,
    )
  } finally {
    probe.close()
  }
}
