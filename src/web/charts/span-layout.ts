// Where the parts of a Span and its words stand, for a given width; no drawing.
import { type Box, clampBox, overlaps, placeLabel } from './label-placement.ts'
import { textWidth } from './text-width.ts'

export type SpanLabels = {
  start: string
  target: string
  /** The current value; with progress null, words that say that there is none yet. */
  value: string
  expected?: string
}

export type PlacedLabel = { text: string; x: number; y: number; strong: boolean }

export const spanGeometry = {
  full: { inset: 14, top: 6, deck: 44, deckHeight: 8, pierWidth: 5, foot: 58 },
  mini: { inset: 7, top: 3, deck: 8, deckHeight: 6, pierWidth: 3, foot: 19 },
}

const size = 12
const rowHeight = 17
const firstRow = spanGeometry.full.deck + 14

/** x of a share of the way; past a pier it stops 4 px from the edge: enough to see p < 0 and p > 1 for what they are. */
export const spanX = (share: number, width: number, inset: number): number =>
  Math.max(4, Math.min(inset + (width - 2 * inset) * share, width - 4))

/**
 * The labels of a full Span: the value under the deck's end, start and target under the piers, the expected label
 * where it is free (else it is left out; the tick stays). `height` grows where start and target need two rows.
 */
export const layoutSpanLabels = (
  width: number,
  progress: number | null,
  expected: number | null,
  labels: SpanLabels,
): { labels: PlacedLabel[]; height: number } => {
  const { inset } = spanGeometry.full
  const box = (text: string, centre: number, row: number): Box => {
    const textSpace = textWidth(text, size)
    return clampBox(
      { x: centre - textSpace / 2, y: firstRow + row * rowHeight, width: textSpace, height: rowHeight },
      0,
      width,
    )
  }
  const value = box(labels.value, progress === null ? width / 2 : spanX(progress, width, inset), 0)
  const start = box(labels.start, 0, 1)
  const besideStart = box(labels.target, width, 1)
  const targetRow = overlaps({ ...start, width: start.width + size }, besideStart) ? 2 : 1
  const target = box(labels.target, width, targetRow)

  const placed: [string, Box, boolean][] = [
    [labels.start, start, false],
    [labels.target, target, false],
    [labels.value, value, true],
  ]
  if (labels.expected !== undefined && expected !== null) {
    const centre = spanX(expected, width, inset)
    const widen = (other: Box): Box => ({ ...other, x: other.x - size / 2, width: other.width + size })
    const free = placeLabel(
      [box(labels.expected, centre, 1), box(labels.expected, centre, 0)],
      [value, start, target].map(widen),
    )
    if (free) placed.push([labels.expected, free, false])
  }
  return {
    labels: placed.map(([text, at, strong]) => ({ text, x: at.x + at.width / 2, y: at.y + 12, strong })),
    height: firstRow + (targetRow + 1) * rowHeight,
  }
}
