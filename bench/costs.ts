// `node bench/costs.ts [requests] [kind …]`: what each kind of request of the part `mixed` costs in processor time, of the
// app's process and of PostgreSQL's. One request at a time; a busy machine may still double it, so compare runs in turn.
// PROFILES=folder: a profile of the app for each kind, to be opened in a browser's tools.
import { writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { seededUniform } from '../src/core/seeded-random.ts'
import { action, fill, type Kind, send, sharesOf } from './mixed.ts'
import { freePort, type Product, startProduct } from './product.ts'
import { spent } from './spent.ts'

const [count = 200, ...chosen] = process.argv.slice(2).map((word, i) => (i === 0 ? Number(word) : word))
const requests = Number(count)
const profiles = process.env.PROFILES
const port = profiles ? await freePort() : 0
const product = await startProduct({ nodeOptions: port ? [`--inspect=127.0.0.1:${port}`] : [] })
try {
  const people = await fill(product)
  const rows: { kind: Kind; app: number; postgres: number; share: number }[] = []
  for (const [kind, share] of Object.entries(sharesOf(people)) as [Kind, number][]) {
    if (chosen.length > 0 && !chosen.includes(kind)) continue
    await repeat(product, people, kind, requests)
    const profiler = port ? await startProfile(port) : null
    const before = await spent(product)
    await repeat(product, people, kind, requests)
    const after = await spent(product)
    if (profiler) writeFileSync(join(profiles ?? '', `${kind}.cpuprofile`), await profiler())
    rows.push({
      kind,
      app: (after.app - before.app) / requests,
      postgres: (after.postgres - before.postgres) / requests,
      share,
    })
  }
  const all = (of: 'app' | 'postgres') => rows.reduce((sum, row) => sum + row[of] * row.share, 0)
  const shares = rows.reduce((sum, row) => sum + row.share, 0)
  const short = (ms: number) => Math.round(ms * 100) / 100
  const sum = all('app') + all('postgres')
  console.table([
    ...rows.map(({ kind, app, postgres, share }) => ({
      kind,
      'app, ms': short(app),
      'PostgreSQL, ms': short(postgres),
      'share of requests': short(share),
      'of all cost': short(((app + postgres) * share) / sum),
    })),
    {
      kind: 'on average',
      'app, ms': short(all('app') / shares),
      'PostgreSQL, ms': short(all('postgres') / shares),
    },
  ])
} finally {
  await product.stop()
}

async function repeat({ url }: Product, people: Awaited<ReturnType<typeof fill>>, kind: Kind, times: number) {
  const uniform = seededUniform(7)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const one = (list: string[]) => list[Math.floor(uniform() * list.length)] ?? ''
  for (let i = 0; i < times; i++) {
    const able = people.filter(({ keyResults, ownKpis }) => keyResults.length > 0 && ownKpis.length > 0)
    const person = able[i % able.length]
    if (!person) throw new Error('nobody has something to write about')
    const [, method, path, body] = action(kind, person, uniform, one)
    const status = await send(agent, person.key, method, `${url}/api/v1${path}`, body)
    if (status >= 400) throw new Error(`${kind} answered ${status}`)
  }
  agent.destroy()
}

/** Of the app's process, by its inspector. Answers with how to end it. */
async function startProfile(port: number): Promise<() => Promise<string>> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
    webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '')
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  let id = 0
  const call = (method: string, params = {}) =>
    new Promise<{ profile?: unknown }>((resolve) => {
      const mine = ++id
      socket.addEventListener('message', function told({ data }) {
        const answer = JSON.parse(String(data))
        if (answer.id !== mine) return
        socket.removeEventListener('message', told)
        resolve(answer.result)
      })
      socket.send(JSON.stringify({ id: mine, method, params }))
    })
  await call('Profiler.enable')
  await call('Profiler.setSamplingInterval', { interval: 500 })
  await call('Profiler.start')
  return async () => {
    const { profile } = await call('Profiler.stop')
    socket.close()
    return JSON.stringify(profile)
  }
}
