// The pipeline's own cost: an authorised read of one row, against a bare Hono handler that does the same query with pg.
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import pg from 'pg'
import { type BenchApp, startBenchApp } from './app.ts'
import type { Result } from './result.ts'
import { medianTimes } from './timing.ts'

const now = '2026-06-22T02:00:00Z'
const reads = 300
const rounds = 9

export async function measureHttp(): Promise<Result[]> {
  const app = await startBenchApp(now)
  const bare = await startBare(app)
  try {
    const unit = await app.post<{ id: string }>('/units', { name: 'Kho' })
    const ours = reader(`${app.url}/units/${unit.id}`, app.apiKey)
    const theirs = reader(`${bare.url}/units/${unit.id}`, app.apiKey)
    const result = { unit: `ms for ${reads} reads`, bound: 2.5 }
    return [
      {
        what: 'one row, read with a key, against bare Hono and pg',
        ...(await medianTimes(rounds, ours, theirs)),
        ...result,
      },
    ]
  } finally {
    await bare.stop()
    await app.stop()
  }
}

async function startBare({ connectionString, workspaceId }: BenchApp) {
  const pool = new pg.Pool({ connectionString, max: 4 })
  const hono = new Hono()
  hono.get('/units/:id', async (c) => {
    const { rows } = await pool.query({
      name: 'unit',
      text: 'select * from unit where workspace_id = $1 and id = $2',
      values: [workspaceId, c.req.param('id')],
    })
    return c.json(rows[0])
  })
  const server = createAdaptorServer({ fetch: hono.fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close()
      await pool.end()
    },
  }
}

/** One read after the other over one connection, so that neither side's pool hides what a read costs. */
function reader(url: string, key: string): () => Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const read = () =>
    new Promise<void>((resolve, reject) => {
      request(url, { agent, headers: { authorization: `Bearer ${key}` } }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`))
        response.resume().on('end', resolve)
      })
        .on('error', reject)
        .end()
    })
  return async () => {
    for (let i = 0; i < reads; i++) await read()
  }
}
