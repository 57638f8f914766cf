// A source of numbers that answers slowly, so that a kill finds a job in the middle of asking, and a pull from it.
import { once } from 'node:events'
import { createServer } from 'node:http'
import pg from 'pg'
import type { Company } from './client.ts'
import { type Finding, same, secondsUntil, within } from './finding.ts'

const slowness = 300

export async function startSource() {
  let asked = 0
  const server = createServer((_, response) => {
    const rows = ++asked
    setTimeout(() => response.end(`day,value\n${csv(rows)}`), slowness)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/so-lieu.csv`,
    asked: () => asked,
    stop: () => server.close(),
  }
}

/** One day more each time it is asked: days that are pulled again must not count twice. */
const csv = (rows: number) =>
  Array.from({ length: rows }, (_, n) => {
    const day = new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10)
    return `${day},${n + 1}\n`
  }).join('')

export async function pullFrom(
  url: string,
  { me, newKpi }: Company,
  schedule: object = { every: 'day', at: '23:59' },
) {
  const kpiId = await newKpi()
  const connection = await me('POST', '/connections', { name: 'Kho', kind: 'csv', address: { url } })
  const pull = await me('POST', '/pulls', {
    ...{ connectionId: connection.body.id, kpiId, query: {}, mapping: { at: 'day', value: 'value' } },
    schedule,
  })
  if (pull.status !== 201) throw new Error(JSON.stringify([connection.body, pull.body]))
  /** Queues a run; where that is not acknowledged, no run is owed. */
  const run = () => me('POST', `/pulls/${pull.body.id}/run`, {}).catch(() => null)
  return {
    kpiId,
    run,
    /** Every job is done in the end, and what several runs brought is there once. */
    async settled(connectionString: string, patience: number): Promise<Finding[]> {
      const client = new pg.Client({ connectionString })
      await client.connect()
      try {
        // One run more, by whichever process is still there to take it.
        const asked = await secondsUntil(async () => ((await run())?.status ?? 503) < 300)
        if (asked === Number.POSITIVE_INFINITY) throw new Error('no process took a run')
        const seconds = await secondsUntil(async () => {
          // One that was superseded by a newer run of the same pull while it ran is not tried again.
          const { rows } = await client.query<{ count: number }>(
            `select count(*)::int as count from graphile_worker.jobs where task_identifier = 'pull' and attempts < max_attempts`,
          )
          return rows[0]?.count === 0
        }, patience)
        const { rows } = await client.query<{ rows: number; sum: number; most: number }>(
          `select count(*)::int as rows, coalesce(sum(value), 0)::int as sum, max(r.rows)::int as most
           from measurement m, lateral (select max(rows) as rows from pull_run where outcome = 'done') r
           where m.kpi_id = $1 and m.superseded_at is null`,
          [kpiId],
        )
        const days = rows[0]?.most ?? 0
        return [
          within('seconds until every job was done, those of killed processes too', seconds, patience),
          same(
            'measurements pulled, each once',
            [rows[0]?.rows, rows[0]?.sum],
            [days, (days * (days + 1)) / 2],
          ),
        ]
      } finally {
        await client.end()
      }
    },
  }
}
