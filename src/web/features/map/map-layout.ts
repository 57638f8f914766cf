// Where each node of the map stands. Those below a node stand in a row; many without anything below them stand in
// columns, so that a wide map stays readable. Pure: it runs beside the page, in a worker. d3-hierarchy rather than
// d3-flextree: every box is of one size and a column takes whole rows, so that nothing is left for flextree to do.
import { type HierarchyPointNode, hierarchy, tree } from 'd3-hierarchy'

export const nodeSize = { width: 232, height: 104 }
const gap = { x: 28, y: 56, stack: 12, indent: 20 }
/** More than so many without anything below them stand below each other, in columns as high as this. */
const stackFrom = 3
const stackHeight = 8

export type Placeable = { key: string; parent: string | null }
export type Place = { key: string; x: number; y: number; isStacked: boolean }

/** A node with those below it, or a column of nodes that have none. */
type Block = { keys: string[]; isStack: boolean; children: Block[] }

export function layoutMap(shown: readonly Placeable[]): Place[] {
  const below = Map.groupBy(shown, ({ parent }) => parent)
  const blocksUnder = (parent: string | null): Block[] => {
    const own = below.get(parent) ?? []
    const leaves = own.filter(({ key }) => !below.has(key)).map(({ key }) => key)
    const isStacked = leaves.length > stackFrom
    const columns: Block[] = []
    for (let at = 0; isStacked && at < leaves.length; at += stackHeight)
      columns.push(column(leaves.slice(at, at + stackHeight)))
    const single = own
      .filter(({ key }) => !isStacked || below.has(key))
      .map(({ key }) => ({ keys: [key], isStack: false, children: blocksUnder(key) }))
    return [...single, ...columns]
  }
  const root: Block = { keys: [], isStack: false, children: blocksUnder(null) }
  const placed = tree<Block>()
    .nodeSize([nodeSize.width + gap.x, nodeSize.height + gap.y])
    .separation(() => 1)(hierarchy(root))
  return placed.descendants().flatMap(placesOf)
}

/** A column reaches down past rows of other branches: an empty block in each keeps its place free. */
function column(keys: string[]): Block {
  const height = keys.length * (nodeSize.height + gap.stack) - gap.stack
  const rows = Math.ceil(height / (nodeSize.height + gap.y))
  const empty = (left: number): Block[] =>
    left > 0 ? [{ keys: [], isStack: false, children: empty(left - 1) }] : []
  return { keys, isStack: true, children: empty(rows - 1) }
}

function placesOf({ data, x, y }: HierarchyPointNode<Block>): Place[] {
  const left = x - nodeSize.width / 2 + (data.isStack ? gap.indent / 2 : 0)
  return data.keys.map((key, index) => ({
    key,
    x: Math.round(left),
    y: Math.round(y + index * (nodeSize.height + gap.stack)),
    isStacked: data.isStack,
  }))
}
