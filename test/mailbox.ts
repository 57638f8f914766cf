// A real mail server that keeps what it is given: letters are read as a mail program would get them.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { to: string[]; subject: string; text: string; link: string }
export type Mailbox = Awaited<ReturnType<typeof openMailbox>>

export async function openMailbox() {
  const letters: Received[] = []
  const waiting: (() => void)[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        letters.push(read(to, Buffer.concat(parts).toString('utf8')))
        callback()
        for (const wake of waiting.splice(0)) wake()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
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
  return { to, subject, text, link: /https?:\/\/\S+/.exec(text)?.[0] ?? '' }
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
