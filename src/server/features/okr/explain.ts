// Every number explains itself: core says what went in, this turns it into words in the reader's language.
import type { ExplainedView } from '../../../contract/okr.ts'
import {
  type ExplainedInput,
  type Explanation,
  explainKeyResult as explainKeyResultState,
  explainObjective as explainObjectiveState,
  type FormulaCode,
} from '../../../core/okr/explain.ts'
import { objectiveState } from '../../../core/okr/rollup.ts'
import { formatNumber } from '../../../core/text/format-number.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { Op } from '../../platform/operation-context.ts'
import type { KeyResultFacts } from './figures.ts'
import { itemsOf, type ObjectiveEvidence } from './objective-figures.ts'

const formulaMessage: Record<FormulaCode, MessageId> = {
  reach: 'explain.formula.reach',
  cycle_to_date: 'explain.formula.cycle_to_date',
  keep: 'explain.formula.keep',
  milestones: 'explain.formula.milestones',
  weighted_mean: 'explain.formula.weighted_mean',
  linear: 'explain.formula.linear',
  plan: 'explain.formula.plan',
  elapsed_at_last_period: 'explain.formula.elapsed_at_last_period',
  always_one: 'explain.formula.always_one',
  pace: 'explain.formula.pace',
  last_two_periods: 'explain.formula.last_two_periods',
}

const inputMessage: Record<string, MessageId> = {
  start: 'explain.input.start',
  target: 'explain.input.target',
  current: 'explain.input.current',
  elapsed: 'explain.input.elapsed',
  first_day: 'explain.input.first_day',
  last_day: 'explain.input.last_day',
  period: 'explain.input.period',
  progress: 'explain.input.progress',
  expected: 'explain.input.expected',
  on_track_from: 'explain.input.on_track_from',
  at_risk_from: 'explain.input.at_risk_from',
  early_below: 'explain.input.early_below',
}

const statusMessage: Record<string, MessageId> = {
  no_data: 'status.no_data',
  achieved: 'status.achieved',
  on_track: 'status.on_track',
  at_risk: 'status.at_risk',
  off_track: 'status.off_track',
}

/** The KPI that a figure comes from, by name for those who may see it. */
export function kpiSource(op: Op, { row, isHidden }: NonNullable<KeyResultFacts['kpi']>): string {
  return isHidden ? op.t('explain.source.kpi_hidden') : op.t('explain.source.kpi', { name: row.name })
}

type Told = { progress: ExplainedView; expected: ExplainedView; status: ExplainedView }

export async function explainKeyResult(op: Op, facts: KeyResultFacts): Promise<Told> {
  const { evidence, state, dates, settings } = facts
  const explained = explainKeyResultState(evidence, state, dates, op.today, settings.thresholds)
  const source = facts.kpi ? kpiSource(op, facts.kpi) : await lastReporter(op, facts)
  const date = facts.checkIns.at(-1)?.on_date ?? null
  const unit = facts.measure.kind === 'milestones' ? '' : facts.measure.unit
  const tellFigure = tell(op, { labels: new Map(), unit, source, date, hidden: new Set() })
  return {
    progress: tellFigure(explained.progress),
    expected: tellFigure(explained.expected),
    status: tellFigure(explained.status),
  }
}

export async function explainObjective(op: Op, evidence: ObjectiveEvidence): Promise<Told> {
  const items = itemsOf(evidence)
  const explained = explainObjectiveState(
    items,
    objectiveState(items, evidence.settings.thresholds),
    op.today,
    evidence.settings.thresholds,
  )
  // What the reader may not see has counted; it is named as that, without title or value.
  const hidden = new Set(evidence.counted.filter(({ isHidden }) => isHidden).map(({ id }) => id))
  const labels = new Map([
    ...evidence.keyResults.map(({ row }) => [row.id, row.title] as const),
    ...evidence.counted
      .filter(({ isHidden }) => !isHidden)
      .map(({ id, title }) => [id, op.t('explain.input.aligned', { title })] as const),
  ])
  const tellFigure = tell(op, { labels, unit: '', source: null, date: null, hidden })
  return {
    progress: tellFigure(explained.progress),
    expected: tellFigure(explained.expected),
    status: tellFigure(explained.status),
  }
}

async function lastReporter(op: Op, { checkIns }: KeyResultFacts): Promise<string | null> {
  const by = checkIns.at(-1)?.recorded_by
  if (!by) return null
  const query = op.db
    .selectFrom('member')
    .select('name')
    .where('workspace_id', '=', op.workspace.id)
    .where('id', '=', by)
  const row = await query.executeTakeFirst()
  return row ? op.t('explain.source.check_in', { name: row.name }) : null
}

export type Telling = {
  labels: Map<string, string>
  unit: string
  source: string | null
  date: string | null
  /** Inputs that the reader may not see: one line says how many. */
  hidden: Set<string>
}

export function tell(op: Op, { labels, unit, source, date, hidden }: Telling) {
  const inUnit = new Set(['start', 'target', 'current', 'period'])
  const show = ({ name, value, date: on }: ExplainedInput, isShare: boolean) => {
    if (value === null) return on ?? '–'
    if (inUnit.has(name)) return formatNumber(value, { locale: op.locale, unit })
    return isShare
      ? formatNumber(value * 100, { locale: op.locale, precision: 1, unit: '%' })
      : formatNumber(value, { locale: op.locale })
  }
  return ({ formula, inputs, result }: Explanation): ExplainedView => {
    const isMilestones = formula === 'milestones'
    return {
      words:
        typeof result === 'string'
          ? op.t(statusMessage[result] ?? 'status.no_data')
          : resultWords(op, result),
      formula: op.t(formulaMessage[formula]),
      result: typeof result === 'number' ? result : null,
      inputs: [
        ...inputs
          .filter(({ name }) => !hidden.has(name))
          .map((input) => ({
            label:
              labels.get(input.name) ??
              (inputMessage[input.name] ? op.t(inputMessage[input.name] as MessageId) : input.name),
            value: show(input, !isMilestones),
            weight: input.weight ?? null,
            source: input.name === 'current' || input.name === 'period' ? source : null,
            date: input.date ?? (input.name === 'current' ? date : null),
          })),
        ...maskedLine(op, inputs.filter(({ name }) => hidden.has(name)).length),
      ],
    }
  }
}

function maskedLine(op: Op, count: number): ExplainedView['inputs'] {
  if (count === 0) return []
  return [
    { label: op.t('explain.input.hidden', { count }), value: '–', weight: null, source: null, date: null },
  ]
}

function resultWords(op: Op, result: number | null): string {
  return result === null
    ? op.t('status.no_data')
    : formatNumber(result * 100, { locale: op.locale, precision: 1, unit: '%' })
}
