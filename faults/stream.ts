// A browser that keeps a live stream open and, when it breaks, opens it again after the change that it saw last.
import { pause } from './finding.ts'

export type Change = { id: string; operation: string; subjects: { id: string }[] }

/** `urls`: where it tries, in turn. */
export function follow(urls: () => readonly string[], key: string) {
  const heard: Change[] = []
  const stopping = new AbortController()
  let tries = 0
  let opened = 0
  const listen = async () => {
    const list = urls()
    const last = heard.at(-1)?.id
    const response = await fetch(`${list[tries++ % list.length]}/api/v1/events`, {
      headers: { authorization: `Bearer ${key}`, ...(last === undefined ? {} : { 'last-event-id': last }) },
      signal: stopping.signal,
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
