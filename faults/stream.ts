// A browser that keeps a live stream open and, when it breaks, opens it again after the change that it saw last.
import { asked } from './asked.ts'
import { type Finding, pause, same, secondsUntil, within } from './finding.ts'

export type Change = { id: string; operation: string; subjects: { id: string }[] }

/** `urls`: where it tries, in turn. */
export function follow(urls: () => readonly string[], key: string) {
  const heard: Change[] = []
  /** Where the first stream began, and what the last one named last, as a browser keeps it. */
  let [first, last]: (string | undefined)[] = []
  const stopping = new AbortController()
  let tries = 0
  let opened = 0
  let connection = new AbortController()
  const listen = async () => {
    const list = urls()
    connection = new AbortController()
    const response = await fetch(`${list[tries++ % list.length]}/api/v1/events`, {
      headers: { authorization: `Bearer ${key}`, ...(last === undefined ? {} : { 'last-event-id': last }) },
      signal: AbortSignal.any([stopping.signal, connection.signal]),
    })
    if (response.status !== 200 || !response.body) return
    let text = ''
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const part = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
        last = part('id') ?? last
        first ??= last
        if (part('event') === 'ready') opened++
        if (part('event') === 'change') heard.push(JSON.parse(part('data') ?? ''))
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
    first: () => first,
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

/** Everything that is there now, since the stream was first opened, is told it, whatever the clocks were that wrote it. */
export async function everyEventHeard(
  connectionString: string,
  stream: ReturnType<typeof follow>,
): Promise<Finding[]> {
  const ids = (await asked<{ id: string }>(connectionString, 'select id from event order by seq, id')).map(
    ({ id }) => id,
  )
  const begun = ids.indexOf(stream.first() ?? '')
  const owed = ids.slice(begun + 1)
  const lost = () => {
    const heard = new Set(stream.heard.map(({ id }) => id))
    return owed.filter((id) => !heard.has(id))
  }
  await secondsUntil(async () => lost().length === 0, 20)
  return [
    within('events that the stream was to tell', begun < 0 ? 0 : owed.length, 1, true),
    same('events that the stream never told', lost(), []),
  ]
}
