// Browsers that listen, in a thread of their own so that they take no time from the server: who heard of what, and when.
import { get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

export type LiveClients = { url: string; key: string; streams: number }
/** Said once: `ready`; then for each id that every stream has heard of, the moments at which they did. */
export type Heard = 'ready' | { id: string; at: number[] }

const { url, key, streams } = workerData as LiveClients
const arrivals = new Map<string, number[]>()
let ready = 0

for (let stream = 0; stream < streams; stream++) {
  get(`${url}/events`, { headers: { authorization: `Bearer ${key}` }, agent: false }, (response) => {
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      const at = performance.timeOrigin + performance.now()
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) hear(block, at)
    })
  })
}

function hear(block: string, at: number): void {
  if (block.includes('event: ready')) {
    if (++ready === streams) parentPort?.postMessage('ready' satisfies Heard)
    return
  }
  const id = /"id":"([\w-]+)","kind":"key_result"/.exec(block)?.[1] ?? ''
  const moments = arrivals.get(id) ?? []
  arrivals.set(id, moments)
  if (moments.push(at) === streams) parentPort?.postMessage({ id, at: moments } satisfies Heard)
}
