// From a check-in's commit to the event in another browser, with 500 streams open.
import { Worker } from 'node:worker_threads'
import { type BenchApp, startBenchApp } from './app.ts'
import type { Heard, LiveClients } from './live-clients.ts'
import type { Result } from './result.ts'

/** Monday of a week in a cycle that runs. */
const now = '2026-06-22T02:00:00Z'

export async function measureLive({ streams = 500, checkIns = 100 } = {}): Promise<Result[]> {
  const app = await startBenchApp(now)
  let worker: Worker | undefined
  try {
    const keyResults = await keyResultsToCheckIn(app, checkIns)
    const clients = new Worker(new URL('./live-clients.ts', import.meta.url), {
      workerData: { url: app.url, key: app.apiKey, streams } satisfies LiveClients,
    })
    worker = clients
    await heard(clients, (message) => message === 'ready')
    const delays: number[] = []
    for (const id of keyResults) {
      const arrived = heard(clients, (message) => typeof message === 'object' && message.id === id)
      // From the call on, so the check-in's own time counts against us as well.
      const begun = performance.timeOrigin + performance.now()
      await app.post(`/key-results/${id}/check-ins`, { date: '2026-06-22', value: 40, confidence: 7 })
      const message = await arrived
      if (typeof message === 'object') for (const at of message.at) delays.push(at - begun)
    }
    delays.sort((a, b) => a - b)
    const p = (share: number) => delays[Math.ceil(delays.length * share) - 1] ?? Number.NaN
    return [
      { what: `event in ${streams} streams, from the call on, median`, ours: p(0.5), unit: 'ms', bound: 150 },
      { what: `event in ${streams} streams, from the call on, p99`, ours: p(0.99), unit: 'ms', bound: 150 },
    ]
  } finally {
    await worker?.terminate()
    await app.stop()
  }
}

async function keyResultsToCheckIn(app: BenchApp, count: number): Promise<string[]> {
  const cycle = await app.post<{ id: string }>('/cycles', {
    name: 'Quý 2',
    kind: 'quarter',
    start: '2026-04-01',
    end: '2026-06-30',
    state: 'active',
  })
  const objective = await app.post<{ id: string }>('/objectives', {
    title: 'Khách được nghe ngay',
    cycleId: cycle.id,
  })
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const measure = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
    const title = `Trả lời nhanh hơn ${i}`
    ids.push(
      (await app.post<{ id: string }>('/key-results', { objectiveId: objective.id, title, measure })).id,
    )
  }
  return ids
}

function heard(worker: Worker, isIt: (message: Heard) => boolean): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const take = (message: Heard) => {
      if (!isIt(message)) return
      worker.off('message', take)
      worker.off('error', reject)
      resolve(message)
    }
    worker.on('message', take)
    worker.on('error', reject)
  })
}
