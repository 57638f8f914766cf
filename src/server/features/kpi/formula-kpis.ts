// Which KPIs a formula reads and which formulas read a KPI; what stands against a formula (DOMAIN.md 7, "Formula KPI").
import { sql } from 'kysely'
import {
  type Formula,
  type FormulaRefusal,
  formulaInputs,
  formulaRefusal,
} from '../../../core/kpi/formula.ts'
import type { Frequency } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { parseFormula, renameInFormula } from './formula-text.ts'
import { type KpiRow, kpiFacts } from './kpi-row.ts'

export type FormulaOf = { id: string | null; slug: string; frequency: Frequency; text: string }

/** The formula and the KPIs that it reads, or what stands against it. One that the author cannot see is unknown. */
export async function readFormulaOf(
  op: Op,
  { id, slug, frequency, text }: FormulaOf,
): Promise<{ formula: Formula; inputs: KpiRow[] } | { refusal: FormulaRefusal }> {
  const parsed = parseFormula(text)
  if ('refusal' in parsed) return parsed
  const { formula } = parsed
  const known = await upstreamOf(op, formulaInputs(formula), id)
  const refusal = formulaRefusal({ slug, frequency, formula }, (name) => known.get(name))
  if (refusal) return { refusal }
  return { formula, inputs: formulaInputs(formula).flatMap((name) => known.get(name)?.row ?? []) }
}

/** As `readFormulaOf`, refusing the call. */
export async function requireFormula(op: Op, given: FormulaOf) {
  const read = await readFormulaOf(op, given)
  if (!('refusal' in read)) return read
  const { code, values } = inRefusalWords(read.refusal)
  throw new Refusal(code, values, [{ field: 'formula', code }])
}

const codes = {
  not_arithmetic: 'formula_not_arithmetic',
  no_input: 'formula_no_input',
  unknown_input: 'formula_unknown_input',
  finer_than_input: 'formula_finer',
  circle: 'formula_circle',
} as const

export function inRefusalWords(refusal: FormulaRefusal) {
  const values: Record<string, string> = {
    ...('found' in refusal ? { found: refusal.found } : {}),
    ...('slug' in refusal ? { slug: refusal.slug } : {}),
    ...('path' in refusal ? { path: refusal.path.join(' → ') } : {}),
  }
  return { code: codes[refusal.code], values }
}

type Known = { row: KpiRow; frequency: Frequency; inputs: string[] }

/** The named KPIs and all that they are computed from, by slug; those among the KPI's own inputs whether seen or not. */
async function upstreamOf(op: Op, slugs: string[], kpiId: string | null): Promise<Map<string, Known>> {
  const { rows: ids } = await sql<{ id: string; is_direct: boolean; is_own: boolean }>`
    with recursive upstream as (
      select id, true as is_direct from kpi where workspace_id = ${op.workspace.id} and slug = any(${slugs}::text[])
      union
      select i.input_id, false from kpi_input i join upstream u on i.kpi_id = u.id where i.workspace_id = ${op.workspace.id}
    )
    select u.id, bool_or(u.is_direct) as is_direct, exists (
      select from kpi_input i where i.workspace_id = ${op.workspace.id} and i.kpi_id = ${kpiId} and i.input_id = u.id
    ) as is_own from upstream u group by u.id`.execute(op.db)
  if (ids.length === 0) return new Map()
  const rows = await op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where(
      'id',
      'in',
      ids.map(({ id }) => id),
    )
    .execute()
  const open = new Set(ids.filter((entry) => !entry.is_direct || entry.is_own).map(({ id }) => id))
  const shown = rows.filter((row) => open.has(row.id) || op.sees(kpiFacts(row)))
  return new Map(
    shown.map((row) => [
      row.slug,
      { row, frequency: row.frequency as Frequency, inputs: row.formula ? inputsIn(row.formula) : [] },
    ]),
  )
}

function inputsIn(text: string): string[] {
  const parsed = parseFormula(text)
  return 'formula' in parsed ? formulaInputs(parsed.formula) : []
}

/** Remembers which KPIs the formula reads. */
export async function storeInputs(op: Op, kpiId: string, inputs: readonly KpiRow[]): Promise<void> {
  await op.db
    .deleteFrom('kpi_input')
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .execute()
  if (inputs.length === 0) return
  const rows = inputs.map((input) => ({
    workspace_id: op.workspace.id,
    kpi_id: kpiId,
    input_id: input.id,
  }))
  await op.db.insertInto('kpi_input').values(rows).execute()
}

/** KPIs whose formula reads this one, directly. */
async function readersOf(op: Op, kpiId: string): Promise<KpiRow[]> {
  return op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('kpi_input as i')
          .select('i.kpi_id')
          .where('i.workspace_id', '=', op.workspace.id)
          .whereRef('i.kpi_id', '=', 'kpi.id')
          .where('i.input_id', '=', kpiId),
      ),
    )
    .execute()
}

/** A KPI cannot become coarser than a formula that reads it. */
export async function refuseCoarserThanReaders(op: Op, kpi: KpiRow, frequency: Frequency): Promise<void> {
  const fromFine: Frequency[] = ['day', 'week', 'month', 'quarter']
  const reader = (await readersOf(op, kpi.id)).find(
    (row) => fromFine.indexOf(row.frequency as Frequency) < fromFine.indexOf(frequency),
  )
  if (reader)
    throw new Refusal('kpi_feeds_finer', { name: op.sees(kpiFacts(reader)) ? reader.name : '…' }, [
      { field: 'frequency', code: 'kpi_feeds_finer' },
    ])
}

/** After a KPI was given another slug, the formulas that name it do so by the new one. */
export async function renameInReaders(op: Op, kpi: KpiRow, slug: string): Promise<void> {
  for (const reader of await readersOf(op, kpi.id)) {
    if (reader.formula === null) continue
    await op.db
      .updateTable('kpi')
      .set({ formula: renameInFormula(reader.formula, kpi.slug, slug) })
      .where('workspace_id', '=', op.workspace.id)
      .where('id', '=', reader.id)
      .execute()
  }
}
