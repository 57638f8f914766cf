// A real mail server that keeps what it is given: letters are read as a mail program would get them.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { id: string; to: string[]; subject: string; text: string; link: string }
export type Mailbox = Awaited<ReturnType<typeof openMailbox>>

type Answering = {
  port?: number
  /** The server's no, by code, to an address that it is asked to deliver to. */
  refuse?: (address: string) => number | null
  /** Its no to a letter that it has kept all the same. */
  doubt?: (letter: Received) => number | null
}

const no = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })

export async function openMailbox({ port: wanted = 0, refuse, doubt }: Answering = {}) {
  const letters: Received[] = []
  const waiting: (() => void)[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      const code = refuse?.(address) ?? null
      callback(code === null ? null : no(code, `<${address}>: not here`))
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        const letter = read(to, Buffer.concat(parts).toString('utf8'))
        letters.push(letter)
        const code = doubt?.(letter) ?? null
        callback(code === null ? null : no(code, 'not sure'))
        for (const wake of waiting.splice(0)) wake()
      })
    },
  })
  server.listen(wanted, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    letters,
    /** The next letter to this address that nobody has taken yet; waits for it to come in. */
    async next(address: string): Promise<Received> {
      for (;;) {
        const place = letters.findIndex(({ to }) => to.includes(address))
        if (place >= 0) return letters.splice(place, 1)[0] as Received
        await new Promise<void>((wake) => waiting.push(wake))
      }
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

function read(to: string[], raw: string): Received {
  const subject = decodeWords(/^Subject: ((?:.*\r?\n[ \t])*.*)/m.exec(raw)?.[1] ?? '')
  const plain =
    /Content-Type: text\/plain[\s\S]*?Content-Transfer-Encoding: (\S+)\r\n\r\n([\s\S]*?)\r\n----/.exec(raw)
  const text = plain ? decodeBody(plain[1] ?? '', plain[2] ?? '') : ''
  const id = /^Message-ID: <([^>]*)>/im.exec(raw)?.[1] ?? ''
  return { id, to, subject, text, link: /https?:\/\/\S+/.exec(text)?.[0] ?? '' }
}

const decodeWords = (header: string) =>
  header
    .replace(/\?=\r?\n?\s+=\?/g, '?==?')
    .replace(/\r?\n[ \t]/g, ' ')
    .replace(/(?:=\?UTF-8\?([QB])\?([^?]*)\?=)+/gi, (words) =>
      Buffer.concat(
        [...words.matchAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi)].map(([, how, word = '']) =>
          how?.toUpperCase() === 'B' ? Buffer.from(word, 'base64') : quoted(word.replaceAll('_', ' ')),
        ),
      ).toString('utf8'),
    )

function decodeBody(encoding: string, body: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding === 'quoted-printable') return quoted(body.replace(/=\r\n/g, '')).toString('utf8')
  return body
}

const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
