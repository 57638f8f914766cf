// Where labels may stand so that none lies on a point, a line or another label.

export type Box = { x: number; y: number; width: number; height: number }

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The first of the candidates, in order of preference, that touches no obstacle; null when all do. */
export const placeLabel = (candidates: Box[], obstacles: Box[]): Box | null =>
  candidates.find((box) => obstacles.every((obstacle) => !overlaps(box, obstacle))) ?? null

/** A box kept inside [low, high] horizontally. */
export const clampBox = (box: Box, low: number, high: number): Box => ({
  ...box,
  x: Math.max(low, Math.min(box.x, high - box.width)),
})

/**
 * Moves labels of one column apart until each is `gap` from the next, as near as that allows to where they were
 * wanted and within [low, high] if they fit. Answers in the order of the input.
 */
export const spreadLabels = (wanted: number[], gap: number, low: number, high: number): number[] => {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index)
  // Labels that would touch form a block, centred on the mean of what its members wanted.
  const blocks: { members: typeof order; top: number }[] = []
  const settle = (members: typeof order) => {
    const mean = members.reduce((sum, { y }, rank) => sum + y - rank * gap, 0) / members.length
    return Math.max(low, Math.min(mean, high - (members.length - 1) * gap))
  }
  for (const label of order) {
    let block = { members: [label], top: settle([label]) }
    let above = blocks.at(-1)
    while (above && above.top + above.members.length * gap > block.top) {
      blocks.pop()
      const members = [...above.members, ...block.members]
      block = { members, top: settle(members) }
      above = blocks.at(-1)
    }
    blocks.push(block)
  }
  const placed = new Map(
    blocks.flatMap(({ members, top }) =>
      members.map(({ index }, rank) => [index, top + rank * gap] as const),
    ),
  )
  return wanted.map((y, index) => placed.get(index) ?? y)
}

/** The boxes that a line through the points covers, finely enough to keep labels off it. */
export const lineObstacles = (points: ({ x: number; y: number } | null)[], reach = 2): Box[] => {
  const boxes: Box[] = []
  points.forEach((to, index) => {
    const from = points[index - 1]
    if (!from || !to) return
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) / 4))
    for (let step = 0; step <= steps; step++) {
      const x = from.x + ((to.x - from.x) * step) / steps
      const y = from.y + ((to.y - from.y) * step) / steps
      boxes.push({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach })
    }
  })
  return boxes
}
