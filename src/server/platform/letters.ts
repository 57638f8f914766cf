// Letters wait among the jobs until the mail server has taken them: queued in the transaction of what they tell, sealed
// (a link in one may let somebody in), sent again with growing pauses, gone once delivered or given up.
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from './database.ts'
import { newId } from './ids.ts'
import { addJob, asServer, type Task } from './jobs.ts'
import type { Letter } from './mail.ts'
import type { Server } from './operation-context.ts'

const task = 'letter'

/** With pauses that grow to six hours: a mail server may be away for a day and a half. */
const mostAttempts = 14

const About = z.object({ kind: z.string(), workspaceId: z.uuid(), id: z.uuid(), version: z.string() })
/** What a letter hands out. `version`: as of which it does; with a newer one it is not sent any more. */
export type About = z.output<typeof About>

const Payload = z.object({
  id: z.uuid(),
  workspaceId: z.uuid().nullable(),
  /** Marks of the addresses of those whom it goes to and whom it names. */
  people: z.array(z.string()),
  until: z.iso.datetime().nullable(),
  about: About.nullable(),
  sealed: z.string(),
})

const Post = z.object({
  to: z.string(),
  letter: z.object({ subject: z.string(), text: z.string(), html: z.string() }),
})

export type NewLetter = {
  to: string
  letter: Letter
  /** The organisation that sends it; null where it is of the account. */
  workspaceId: string | null
  /** Addresses of others whom it names. */
  naming?: readonly string[]
  /** From when on it is of no use. */
  until?: Date
  about?: About
}

/** What has become of a letter is of interest to what it is about. */
export type Follower = {
  isWanted(server: Server, about: About): Promise<boolean>
  sent(server: Server, about: About): Promise<void>
  failed(server: Server, about: About): Promise<void>
}

type Sealer = Pick<Server, 'sealing'>

const markOf = ({ sealing }: Sealer, address: string) => sealing.mark(address.toLowerCase())

/** It goes out once this transaction stands. */
export async function queueLetter(server: Sealer, db: Db, written: NewLetter): Promise<void> {
  const { to, letter, workspaceId, naming = [], until, about } = written
  const id = newId()
  const payload: z.output<typeof Payload> = {
    ...{ id, workspaceId, about: about ?? null },
    people: [to, ...naming].map((address) => markOf(server, address)),
    until: until?.toISOString() ?? null,
    sealed: server.sealing.seal(JSON.stringify({ to, letter })),
  }
  await addJob(db, task, payload, `letter ${id}`, { queue: 'letters', attempts: mostAttempts })
}

/** Takes away what waits to be sent to these addresses or names them: this organisation's, and that of accounts gone. */
export async function removeLetters(
  server: Sealer,
  db: Db,
  workspaceId: string,
  addresses: readonly string[],
): Promise<void> {
  for (const address of new Set(addresses))
    await asServer(
      db,
      sql`delete from graphile_worker._private_jobs
        where ${isLetter}
          and (payload->'people')::jsonb @> to_jsonb(${markOf(server, address)}::text)
          and (payload->>'workspaceId' = ${workspaceId} or payload->>'workspaceId' is null
            and not exists (select from auth."user" where email = ${address.toLowerCase()}))`,
    )
}

const isLetter: RawBuilder<boolean> = sql`task_id = (select id from graphile_worker._private_tasks where identifier = ${task})`

export type LetterCounts = { waiting: number; delayed: number; sent: number; failed: number }

/** How many wait in the database, how many of these were tried in vain, and what this process has sent and given up. */
export async function letterCounts({ database, mailer }: Server): Promise<LetterCounts> {
  const { rows } = await sql<{ waiting: number; delayed: number }>`
    select count(*)::int as waiting, (count(*) filter (where attempts > 0 and locked_at is null))::int as delayed
    from graphile_worker._private_jobs where ${isLetter}`.execute(database.kysely)
  return { waiting: 0, delayed: 0, ...rows[0], ...mailer.counts }
}

export function letterTask(server: Server, followers: Record<string, Follower>): Task {
  return {
    name: task,
    run: (payload, attempt) => deliver(server, followers, Payload.parse(payload), attempt),
  }
}

async function deliver(
  server: Server,
  followers: Record<string, Follower>,
  { id, until, about, sealed }: z.output<typeof Payload>,
  attempt: number,
): Promise<void> {
  const { log } = server
  const follower = about ? followers[about.kind] : undefined
  if (about && follower && !(await follower.isWanted(server, about))) return
  const told = { letter: id, about: about?.kind, subjectId: about?.id, attempt }
  const giveUp = async (reason: string) => {
    server.mailer.counts.failed++
    log.error({ ...told, reason }, 'a letter was given up')
    if (about) await follower?.failed(server, about)
  }
  if (until !== null && Date.parse(until) <= server.clock.now().getTime())
    return giveUp('what it is for is over')
  const post = opened(server, sealed)
  if (!post) return giveUp('it was sealed with another key')
  try {
    await server.mailer.send(post.to, post.letter, id)
  } catch (error) {
    const reason = reasonOf(error)
    if (isRefused(error) || attempt >= mostAttempts) return giveUp(reason)
    log.warn({ ...told, reason }, 'a letter could not be sent; it is tried again')
    throw new Error(reason)
  }
  server.mailer.counts.sent++
  // It has gone out: what fails now must not send it again.
  if (about)
    await follower
      ?.sent(server, about)
      .catch((err) => log.error({ err, ...told }, 'a letter is not noted as sent'))
}

function opened({ sealing }: Sealer, sealed: string) {
  try {
    return Post.parse(JSON.parse(sealing.open(sealed)))
  } catch {
    return null
  }
}

/** The mail server wants no more of this letter, now or later. */
function isRefused(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number }
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500
}

/** Mail servers name addresses in what they say: these are nobody's to keep. */
const reasonOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error))
    .replace(/[^\s<>"':]+@[^\s<>"':]+/g, '***')
    .slice(0, 500)
