// A change in words: each field by its name, from what it was to what it became.
import { sql } from 'kysely'
import { formatNumber } from '../../../core/text/format-number.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { Op } from '../../platform/operation-context.ts'
import { shownName } from '../../platform/shown-name.ts'
import { dayWords, measureInWords } from './history-values.ts'
import { readSubjects } from './subject.ts'

export type Changed = { before: unknown; after: unknown }
export type Names = (id: unknown) => string

type Fields = Record<string, unknown>
type Tell = (op: Op, value: unknown, names: Names) => string

const quoted: Tell = (_, value) => `“${short(String(value))}”`
const number: Tell = (op, value) => formatNumber(Number(value), { locale: op.locale })
const day: Tell = (op, value) => dayWords(op, String(value))
const named: Tell = (_, value, names) => names(value)
const people: Tell = (_, value, names) => (value as string[]).map(names).join(', ')
const score: Tell = (op, value) => formatNumber(Number(value), { locale: op.locale, precision: 2 })
const oneOf =
  (words: Record<string, MessageId>): Tell =>
  (op, value) => {
    const message = words[String(value)]
    return message ? op.t(message) : String(value)
  }

const decisions: Record<string, MessageId> = {
  done: 'history.decision.done',
  carry_over: 'history.decision.carry_over',
  drop: 'history.decision.drop',
}

/** What the audit calls a field, what people call it, and how its values are told. */
const fields: Record<string, { label: MessageId; tell: Tell }> = {
  title: { label: 'history.field.title', tell: quoted },
  reason: { label: 'history.field.reason', tell: quoted },
  owner_id: { label: 'history.field.owner', tell: named },
  provider_id: { label: 'history.field.provider', tell: named },
  unit_id: { label: 'history.field.unit', tell: named },
  cycle_id: { label: 'history.field.cycle', tell: named },
  from_kpi_id: { label: 'history.field.from_kpi', tell: named },
  kpi_id: { label: 'history.field.kpi', tell: named },
  objective_id: { label: 'history.field.objective', tell: named },
  parent_objective_id: { label: 'history.field.parent', tell: named },
  parent_key_result_id: { label: 'history.field.parent', tell: named },
  supports: {
    label: 'history.field.supports',
    tell: (_, value, names) => names((value as { id: string }).id),
  },
  keyResultIds: { label: 'history.field.key_results', tell: people },
  visible_to: { label: 'history.field.visible_to', tell: people },
  weight: { label: 'history.field.weight', tell: number },
  reading_n: { label: 'history.field.reading_n', tell: number },
  first_day: { label: 'history.field.first_day', tell: day },
  last_day: { label: 'history.field.last_day', tell: day },
  due: { label: 'history.field.due', tell: day },
  done_on: { label: 'history.field.done_on', tell: day },
  date: { label: 'history.field.check_in_date', tell: day },
  value: { label: 'history.field.value', tell: number },
  confidence: { label: 'history.field.confidence', tell: (op, value) => `${number(op, value, String)}/10` },
  measure: { label: 'history.field.measure', tell: (op, value) => measureInWords(op, value) },
  eased_because: { label: 'history.field.eased_because', tell: quoted },
  score_reason: { label: 'history.field.score_reason', tell: quoted },
  worked: { label: 'history.field.worked', tell: quoted },
  did_not: { label: 'history.field.did_not', tell: quoted },
  learned: { label: 'history.field.learned', tell: quoted },
  score: { label: 'history.field.score', tell: score },
  plan: {
    label: 'history.field.plan',
    tell: (op, value) =>
      (value as { date: string; value: number }[])
        .map((point) => `${day(op, point.date, String)}: ${number(op, point.value, String)}`)
        .join('; '),
  },
  bet: {
    label: 'history.field.bet',
    tell: (op, value, names) => {
      const { keyResultId, effect, lag } = value as { keyResultId: string; effect: number; lag: number }
      return op.t('history.bet', { keyResult: names(keyResultId), effect: number(op, effect, names), lag })
    },
  },
  links: {
    label: 'history.field.links',
    tell: (_, value) =>
      (value as { url: string; title: string }[]).map(({ url, title }) => title || url).join(', '),
  },
  ambition: {
    label: 'history.field.ambition',
    tell: oneOf({ aspirational: 'okr.ambition.aspirational', committed: 'okr.ambition.committed' }),
  },
  reading: {
    label: 'history.field.reading',
    tell: oneOf({
      latest: 'okr.reading.latest',
      mean: 'okr.reading.mean',
      cycle_to_date: 'okr.reading.cycle_to_date',
    }),
  },
  state: {
    label: 'history.field.state',
    tell: oneOf({
      planned: 'okr.initiative.planned',
      doing: 'okr.initiative.doing',
      done: 'okr.initiative.done',
      dropped: 'okr.initiative.dropped',
    }),
  },
  visibility: {
    label: 'history.field.visibility',
    tell: oneOf({
      everyone: 'objective.visibility.everyone',
      unit: 'objective.visibility.unit_option',
      people: 'objective.visibility.people',
    }),
  },
  decision: { label: 'history.field.decision', tell: oneOf(decisions) },
}

/** Changes that are said whole, whatever else the entry holds. */
const whole: { holds: (before: Fields, after: Fields) => boolean; word: MessageId }[] = [
  { holds: (_, { archived_at }) => typeof archived_at === 'string', word: 'history.archived' },
  {
    holds: (before, { archived_at }) => archived_at === null && 'archived_at' in before,
    word: 'history.restored',
  },
  { holds: (_, { position }) => position !== undefined, word: 'history.moved' },
  { holds: (_, { counts_aligned }) => counts_aligned === true, word: 'history.counts_aligned' },
  { holds: (_, { counts_aligned }) => counts_aligned === false, word: 'history.counts_aligned_no_more' },
  { holds: (_, { publishedAt }) => publishedAt !== undefined, word: 'history.published' },
  { holds: (_, { stepsDone }) => stepsDone !== undefined, word: 'history.steps' },
  { holds: (_, { copyOf }) => copyOf !== undefined, word: 'history.copied' },
]

/** The entry's sentences; one at least. */
export function wordsOf(op: Op, { before, after }: Changed, names: Names): string[] {
  const [was, is] = [(before ?? {}) as Fields, (after ?? {}) as Fields]
  if (before === null && 'title' in is)
    return [op.t('copyOf' in is ? 'history.copied' : 'history.created', { title: String(is.title) })]
  const checkIn = 'checkIn' in is && !('stepsDone' in is)
  const said = [
    ...(checkIn ? [op.t(before === null ? 'history.checked_in' : 'history.check_in_corrected')] : []),
    ...whole.filter(({ holds }) => holds(was, is)).map(({ word }) => op.t(word)),
    // In one order, whatever order the database keeps the keys in.
    ...Object.keys(fields).flatMap((key) => fieldWords(op, key, checkIn ? null : was[key], is[key], names)),
  ]
  return said.length > 0 ? said : [op.t('history.changed_otherwise')]
}

function fieldWords(op: Op, key: string, before: unknown, after: unknown, names: Names): string[] {
  const field = fields[key]
  if (!field || (isEmpty(before) && isEmpty(after))) return []
  const label = op.t(field.label)
  const tell = (value: unknown) => field.tell(op, value, names)
  if (isEmpty(after)) return [op.t('history.cleared', { field: label, before: tell(before) })]
  return isEmpty(before)
    ? [op.t('history.set', { field: label, after: tell(after) })]
    : [op.t('history.changed', { field: label, before: tell(before), after: tell(after) })]
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const longest = 140
const short = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Names of whatever ids the entries hold; an item that the reader may not see stays unnamed. */
export async function namesFor(op: Op, entries: readonly Changed[]): Promise<Names> {
  const text = JSON.stringify(entries.map(({ before, after }) => [before, after]))
  const ids = [...new Set(text.match(uuid))]
  if (ids.length === 0) return () => '…'
  const mine = sql`workspace_id = ${op.workspace.id} and id = any(${ids}::uuid[])`
  const { rows } = await sql<{ id: string; name: string }>`
    select id, ${shownName(op)} as name from member where ${mine} union all select id, name from unit where ${mine}
    union all select id, name from cycle where ${mine}
    union all select id, name from kpi where ${mine}`.execute(op.db)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  for (const [id, { title, facts }] of await readSubjects(op, ids))
    names.set(id, op.sees(facts) ? `“${title}”` : op.t('alignment.hidden_name'))
  return (id) => names.get(String(id)) ?? '…'
}
