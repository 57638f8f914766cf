// What the audit log holds of people, sealed with a key of each person's own (DOMAIN.md section 10): their name and
// address, and the words that they wrote. With the key destroyed nobody reads them again, and the chain over the sealed
// text holds as before.
import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { kept } from './kept-plan.ts'
import type { Happened, Op } from './operation-context.ts'
import { type Sealing, sealingWith } from './sealing.ts'

type Fields = Record<string, unknown>
type Sealed = { sealed: string; text: string }
type Entry = { before: unknown; after: unknown }

/** Fields that say who somebody is: they belong to the subject itself. */
const ofSubject: Record<string, readonly string[]> = {
  member: ['name', 'email', 'apiKey'],
  invitation: ['email'],
}

/** Fields that hold somebody's own words: they belong to who wrote them. */
const wordFields = new Set([
  'note',
  'notes',
  'text',
  'blockers',
  'reason',
  'call_reason',
  'score_reason',
  'eased_because',
  'reopenedBecause',
  'returned_because',
  'superseded_because',
  'triage_note',
  'worked',
  'did_not',
  'learned',
  'evidence',
])
/** Why an objective is set is a part of the objective, which is the organisation's. */
const isOrganisations = (kind: string, field: string) => kind === 'objective' && field === 'reason'

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isSealed = (value: unknown): value is Sealed =>
  isObject(value) && typeof value.sealed === 'string' && typeof value.text === 'string'
const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

const ownerOf = (actorId: string, { kind, id }: Happened, field: string): string | null => {
  if (ofSubject[kind]?.includes(field)) return id
  return wordFields.has(field) && !isOrganisations(kind, field) ? actorId : null
}

/** The entries as the log keeps them. */
export async function sealEntries(op: Op, entries: readonly Happened[]): Promise<Happened[]> {
  const owner = (entry: Happened, field: string) => ownerOf(op.actor.memberId, entry, field)
  const toSeal = entries.flatMap((entry) =>
    [entry.before, entry.after].filter(isObject).flatMap((fields) =>
      Object.entries(fields).flatMap(([field, value]) => {
        const person = isEmpty(value) ? null : owner(entry, field)
        return person === null ? [] : [person]
      }),
    ),
  )
  if (toSeal.length === 0) return [...entries]
  const keys = await personKeys(op, toSeal)
  await makeMissing(op, keys, toSeal)
  const earlier = await earlierSealed(op, entries)
  const sealField = (entry: Happened, field: string, value: unknown, isBefore: boolean): unknown => {
    const person = isEmpty(value) ? null : owner(entry, field)
    if (person === null) return value
    // What was there before may be somebody else's words: they stay sealed with that person's key.
    const known = isBefore ? earlier(entry.id, field, value) : null
    if (known) return known
    const key = keys.get(person)
    return key ? { sealed: person, text: key.seal(JSON.stringify(value)) } : null
  }
  const seal = (entry: Happened, fields: unknown, isBefore: boolean) =>
    isObject(fields)
      ? Object.fromEntries(
          Object.entries(fields).map(([field, value]) => [field, sealField(entry, field, value, isBefore)]),
        )
      : fields
  return entries.map((entry) => ({
    ...entry,
    before: seal(entry, entry.before, true),
    after: seal(entry, entry.after, false),
  }))
}

/** Rows of the log as people read them; what nobody can open any more is told as such. */
export async function openEntries<E extends Entry>(op: Op, entries: readonly E[]): Promise<E[]> {
  const open = await opener(op, entries)
  return entries.map((entry) => ({ ...entry, before: open(entry.before), after: open(entry.after) }))
}

async function opener(op: Op, entries: readonly Entry[]) {
  const people = entries.flatMap(({ before, after }) =>
    [before, after].filter(isObject).flatMap((fields) => Object.values(fields).filter(isSealed)),
  )
  const keys = await personKeys(
    op,
    people.map(({ sealed }) => sealed),
  )
  const openField = (value: unknown) => {
    if (!isSealed(value)) return value
    const opened = openWith(keys, value)
    return opened === undefined ? op.t('members.erased_words') : opened
  }
  return (fields: unknown) =>
    isObject(fields)
      ? Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, openField(value)]))
      : fields
}

/** What a person wrote, as the log has it: each text with the subject that it is about. */
export async function wordsOfPerson(op: Op, personId: string): Promise<{ subject: string; text: string }[]> {
  const rows = await op.db
    .selectFrom('audit')
    .select(['subject_id', 'after'])
    .where('workspace_id', '=', op.workspace.id)
    .where('actor_id', '=', personId)
    .where(sql<boolean>`position(${personId} in after::text) > 0`)
    .execute()
  const keys = await personKeys(op, [personId])
  return rows.flatMap(({ subject_id, after }) =>
    isObject(after)
      ? Object.values(after).flatMap((value) => {
          const text = isSealed(value) ? openWith(keys, value) : undefined
          return typeof text === 'string' ? [{ subject: subject_id, text }] : []
        })
      : [],
  )
}

function openWith(keys: ReadonlyMap<string, Sealing>, { sealed, text }: Sealed): unknown {
  try {
    const opened = keys.get(sealed)?.open(text)
    return opened === undefined ? undefined : JSON.parse(opened)
  } catch {
    return undefined // sealed under another installation's key
  }
}

/** The keys that are there. */
async function personKeys(op: Op, people: readonly string[]): Promise<Map<string, Sealing>> {
  const keys = new Map<string, Sealing>()
  if (people.length === 0) return keys
  const rows = await op.db
    .selectFrom('person_key')
    .select(['person_id', 'key'])
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`person_id = any(${[...new Set(people)]}::uuid[])`)
    .modifyEnd(kept)
    .execute()
  for (const { person_id, key } of rows) {
    const opened = openedKey(op, key)
    if (opened !== null) keys.set(person_id, sealingWith(opened))
  }
  return keys
}

function openedKey(op: Op, key: string): string | null {
  try {
    return op.server.sealing.open(key)
  } catch {
    return null // another installation's
  }
}

async function makeMissing(op: Op, keys: Map<string, Sealing>, people: readonly string[]): Promise<void> {
  for (const person of new Set(people)) {
    if (keys.has(person)) continue
    const key = randomBytes(32).toString('base64url')
    // Of two that make one at once the first one's stands; nobody who was erased gets another.
    const { rows } = await sql<{ key: string }>`
      insert into person_key (workspace_id, person_id, key)
      select ${op.workspace.id}, ${person}, ${op.server.sealing.seal(key)}
      where not exists (select from member where workspace_id = ${op.workspace.id} and id = ${person} and erased_at is not null)
      on conflict (workspace_id, person_id) do nothing
      returning key`.execute(op.db)
    if (rows.length > 0) keys.set(person, sealingWith(key))
    else for (const [id, known] of await personKeys(op, [person])) keys.set(id, known)
  }
}

/** What the log already holds, sealed, of the subjects that changed: their newest words. */
async function earlierSealed(op: Op, entries: readonly Happened[]) {
  const subjects = entries.filter(({ before }) => isObject(before)).map(({ id }) => id)
  if (subjects.length === 0) return () => null
  const rows = await op.db
    .selectFrom('audit')
    .select(['subject_id', 'after'])
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`subject_id = any(${subjects}::uuid[])`)
    .where(sql<boolean>`position('"sealed"' in after::text) > 0`)
    .orderBy('id', 'desc')
    .limit(sql.lit(200))
    .modifyEnd(kept)
    .execute()
  const values = rows.flatMap(({ after }) => (isObject(after) ? Object.values(after).filter(isSealed) : []))
  const keys = await personKeys(
    op,
    values.map(({ sealed }) => sealed),
  )
  return (subjectId: string, field: string, value: unknown): Sealed | null => {
    for (const { subject_id, after } of rows) {
      const sealed = subject_id === subjectId && isObject(after) ? after[field] : null
      if (isSealed(sealed) && isDeepStrictEqual(openWith(keys, sealed), value)) return sealed
    }
    return null
  }
}
