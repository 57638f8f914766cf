// What a cycle or a unit comes to, explained: the objectives that went in, those that the reader may not see as one line.
import type { ExplainedView } from '../../../contract/okr.ts'
import { explainRollup } from '../../../core/okr/explain.ts'
import { type Ambition, rollUp } from '../../../core/okr/rollup.ts'
import type { Op } from '../../platform/operation-context.ts'
import type { Line } from './board.ts'
import { tell } from './explain.ts'
import { isOfUnit } from './progress-history.ts'

type Told = { progress: ExplainedView; expected: ExplainedView }

export function explainCycle(
  op: Op,
  lines: readonly Line[],
  unitId: string | undefined,
): Record<Ambition, Told | null> {
  const counted = lines.filter(({ row }) => isOfUnit(row, unitId))
  const toldOf = (ambition: Ambition): Told | null => {
    const ofThis = counted.filter(({ item }) => item.ambition === ambition)
    if (ofThis.length === 0) return null
    const items = ofThis.map(({ row, item }) => ({ ...item, id: row.id }))
    const { progress, expected } = explainRollup(items, rollUp(items), op.today)
    const shown = tell(op, {
      labels: new Map(ofThis.map(({ row }) => [row.id, row.title])),
      unit: '',
      source: null,
      date: null,
      hidden: new Set(ofThis.filter(({ isSeen }) => !isSeen).map(({ row }) => row.id)),
    })
    return { progress: shown(progress), expected: shown(expected) }
  }
  return { committed: toldOf('committed'), aspirational: toldOf('aspirational') }
}
