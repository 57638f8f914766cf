// A browser that keeps a live stream open and, when it breaks, opens it again after the change that it saw last.
import { asked } from './asked.ts'
import { type Finding, pause, same, secondsUntil } from './finding.ts'

export type Change = { id: string; operation: string; subjects: { id: string }[] }

/** `urls`: where it tries, in turn. */
export function follow(urls: () => readonly string[], key: string) {
  const heard: Change[] = []
  const stopping = new AbortController()
  let tries = 0
  let opened = 0
  let connection = new AbortController()
  const listen = async () => {
    const list = urls()
    const last = heard.at(-1)?.id
    connection = new AbortController()
    const response = await fetch(`${list[tries++ % list.length]}/api/v1/events`, {
      headers: { authorization: `Bearer ${key}`, ...(last === undefined ? {} : { 'last-event-id': last }) },
      signal: AbortSignal.any([stopping.signal, connection.signal]),
    })
    if (response.status !== 200 || !response.body) return
    opened++
    let text = ''
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = /^data: (\{"id".*)$/m.exec(block)?.[1]
        if (data !== undefined) heard.push(JSON.parse(data))
      }
    }
  }
  const done = (async () => {
    while (!stopping.signal.aborted) {
      await listen().catch(() => {})
      await pause(100)
    }
  })()
  return {
    heard,
    opened: () => opened,
    /** Breaks the connection, as a network does. */
    breakOff: () => connection.abort(),
    /** Units that were heard of, in their order, each as often as it was told. */
    subjects: (operation: string) =>
      heard
        .filter((change) => change.operation === operation)
        .flatMap(({ subjects }) => subjects.map(({ id }) => id)),
    async stop() {
      stopping.abort()
      await done
    },
  }
}

/** Every event since the first that the stream told, whatever the clocks were that it was written by. */
export async function everyEventHeard(
  connectionString: string,
  stream: ReturnType<typeof follow>,
): Promise<Finding> {
  const lost = async () => {
    const heard = new Set(stream.heard.map(({ id }) => id))
    const events = await asked<{ id: string }>(connectionString, 'select id from event order by seq, id')
    return events.slice(events.findIndex(({ id }) => heard.has(id))).filter(({ id }) => !heard.has(id)).length
  }
  // Jobs go on making events: what counts is whether a moment comes at which all were told.
  const seconds = await secondsUntil(async () => (await lost()) === 0, 20)
  return same('events that the stream never told', seconds === Number.POSITIVE_INFINITY ? await lost() : 0, 0)
}
