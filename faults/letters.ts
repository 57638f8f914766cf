// Invitations during the load, and the mail server that their letters go to: what was promised, and what came.
import type { openMailbox } from '../test/mailbox.ts'
import type { Company } from './client.ts'
import { type Finding, pause, same, secondsUntil, within } from './finding.ts'

export function startInviting(
  { me }: Pick<Company, 'me'>,
  smtp: Awaited<ReturnType<typeof openMailbox>>,
  pace: number,
) {
  /** Links by address, of what was acknowledged. */
  const promised = new Map<string, string>()
  let isOver = false
  const work = (async () => {
    // An invitation that was not acknowledged is owed nothing; it may stand all the same, and its letter come.
    for (let n = 0; !isOver; n++, await pause(pace)) {
      const email = `khach-${n}@saomai.vn`
      const answer = await me('POST', '/invitations', { email }).catch(() => null)
      if (answer?.status === 201) promised.set(email, answer.body.link)
      else if (answer && answer.status !== 503)
        throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    }
  })()
  work.catch(() => {})
  return {
    async stop() {
      isOver = true
      await work
    },
    /** `kills`: how often a letter may have been on its way. */
    async settled(patience: number, kills: number): Promise<Finding[]> {
      const missing = () => {
        const come = new Map(smtp.letters.map(({ to, link }) => [to[0], link]))
        return [...promised].filter(([email, link]) => come.get(email) !== link)
      }
      const seconds = await secondsUntil(async () => missing().length === 0, patience)
      const copies = Map.groupBy(smtp.letters, ({ to }) => to[0])
      const twice = [...copies.values()].filter(({ length }) => length > 1)
      const isAlike = (letters: typeof smtp.letters) =>
        new Set(letters.map(({ id, link }) => `${id} ${link}`)).size === 1
      return [
        within('invitations acknowledged', promised.size, 1, true),
        within('seconds until the letter of each had come', seconds, patience),
        same(
          'invitations whose letter never came',
          missing().map(([email]) => email),
          [],
        ),
        within(
          'letters that came twice: killed between the mail server’s yes and its note',
          twice.length,
          kills,
        ),
        same(
          'of these, with another Message-ID or link',
          twice.filter((letters) => !isAlike(letters)).length,
          0,
        ),
      ]
    },
  }
}
