// A PostgreSQL server that is not the product's own to run, behind a wire that can be cut: the way that processes share
// one database, and lose it.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { createLog } from '../src/server/platform/log.ts'
import { clusterPath } from '../src/server/platform/postgres/cluster.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded.ts'
import { socketFolder, socketPath } from '../src/server/platform/postgres/socket.ts'
import { temporaryFolder } from './process.ts'

export type ServerDatabase = Awaited<ReturnType<typeof startServerDatabase>>

export async function startServerDatabase() {
  const folder = temporaryFolder('server')
  const dataDir = `${folder.path}/data`
  const log = createLog('silent')
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  const wire = await openWire(socketPath(socketFolder(clusterPath(dataDir))))
  return {
    /** Past the wire. */
    direct: postgres.connectionString,
    /** Over the wire: what the product is given as DATABASE_URL. */
    url: `postgres://postgres@127.0.0.1:${wire.port}/postgres`,
    wire,
    folder: folder.path,
    async stop() {
      wire.close()
      await postgres.stop()
      folder.remove()
    },
  }
}

async function openWire(path: string) {
  const ends = new Set<Socket>()
  let state: 'whole' | 'cut' | 'silent' = 'whole'
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const far = connect(path)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from)
      from.on('data', (chunk) => {
        // What is on its way through a silent wire is lost.
        if (state !== 'silent') to.write(chunk)
      })
      from.on('error', () => {})
      from.on('close', () => {
        ends.delete(from)
        to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    /** Connections break, and new ones are refused. */
    cut() {
      state = 'cut'
      for (const end of ends) end.destroy()
    },
    /** Nothing comes through any more, and nobody is told: as a network that swallows packets. */
    silence() {
      state = 'silent'
    },
    mend() {
      // What had sent into the silence has lost the thread of its conversation.
      if (state === 'silent') for (const end of ends) end.destroy()
      state = 'whole'
    },
    close() {
      for (const end of ends) end.destroy()
      server.close()
    },
  }
}
