// An objective with its key results and initiatives while they are being written, and creating them in order.
import type { CycleView } from '../../../contract/okr.ts'
import type { Locale, MessageId } from '../../../i18n/translator.ts'
import { client } from '../../app/client.ts'
import {
  emptyKeyResult,
  isUntouched,
  type KeyResultDraft,
  type KeyResultErrors,
  readKeyResult,
} from './key-result-draft.ts'

export type InitiativeDraft = { key: string; title: string; due: string; ownerId: string }

export type ObjectiveDraft = {
  title: string
  reason: string
  cycleId: string
  unitId: string
  ownerId: string
  ambition: 'aspirational' | 'committed'
  keyResults: KeyResultDraft[]
  initiatives: InitiativeDraft[]
}

export type ObjectiveErrors = {
  title?: MessageId
  cycleId?: MessageId
  keyResults: Record<string, KeyResultErrors>
}

let made = 0
export function emptyInitiative(ownerId: string): InitiativeDraft {
  made += 1
  return { key: `initiative-${made}`, title: '', due: '', ownerId }
}

export function emptyObjective(
  ownerId: string,
  unitId: string,
  cycle: CycleView | undefined,
): ObjectiveDraft {
  return {
    title: '',
    reason: '',
    cycleId: cycle?.id ?? '',
    unitId,
    ownerId,
    ambition: 'aspirational',
    keyResults: [emptyKeyResult(), emptyKeyResult()],
    initiatives: [emptyInitiative(ownerId)],
  }
}

/** What stands against creating it. Rows that nobody wrote in are left alone. */
export function objectiveErrors(
  { title, cycleId, keyResults }: ObjectiveDraft,
  locale: Locale,
): ObjectiveErrors {
  const ofKeyResults = keyResults
    .filter((draft) => !isUntouched(draft))
    .map((draft) => [draft.key, readKeyResult(draft, locale).errors] as const)
    .filter(([, errors]) => Object.keys(errors).length > 0)
  return {
    ...(title.trim() ? {} : { title: 'okr.new.title_missing' as const }),
    ...(cycleId ? {} : { cycleId: 'okr.new.cycle_missing' as const }),
    keyResults: Object.fromEntries(ofKeyResults),
  }
}

/** What has been created so far, so that trying again after a refusal makes nothing twice. */
export type Made = { objectiveId: string | null; keys: Set<string> }

/** Thrown with the row at which creating stopped, for the message beside it. */
export class StoppedAt extends Error {
  readonly key: string
  constructor(key: string, cause: unknown) {
    super('creating stopped', { cause })
    this.key = key
  }
}

/** Creates all of it in order: objective, key results, initiatives. Answers the objective's id. */
export async function createObjective(draft: ObjectiveDraft, done: Made, locale: Locale): Promise<string> {
  const { title, reason, cycleId, unitId, ownerId, ambition } = draft
  const fields = {
    title: title.trim(),
    reason: reason.trim(),
    cycleId,
    unitId: unitId || null,
    ownerId,
    ambition,
  }
  const id = done.objectiveId
  const objective =
    id === null ? await client.objectives.create(fields) : await client.objectives.update({ id, ...fields })
  done.objectiveId = objective.id
  for (const keyResult of draft.keyResults.filter((row) => !isUntouched(row))) {
    const { input } = readKeyResult(keyResult, locale)
    await once(keyResult.key, done, () => client.keyResults.create({ objectiveId: objective.id, ...input }))
  }
  for (const { key, title: words, due, ownerId: by } of draft.initiatives.filter(
    (row) => row.title.trim() !== '',
  )) {
    const fields = {
      title: words.trim(),
      objectiveId: objective.id,
      due: due || null,
      ownerId: by || ownerId,
    }
    await once(key, done, () => client.initiatives.create(fields))
  }
  return objective.id
}

async function once(key: string, done: Made, create: () => Promise<unknown>): Promise<void> {
  if (done.keys.has(key)) return
  try {
    await create()
  } catch (error) {
    throw new StoppedAt(key, error)
  }
  done.keys.add(key)
}
