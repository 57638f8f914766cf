// Keys of a spreadsheet: arrows and Enter go from cell to cell; inside a text that is being edited, arrows move the caret.

type Pressed = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }
type Caret = { value: string; selectionStart: number | null; selectionEnd: number | null }

/** How many cells to go, `edit` to put the caret into the text, or null for what the field does itself. */
export function moveOf(pressed: Pressed, caret: Caret): { down: number; right: number } | 'edit' | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = pressed
  if (ctrlKey || metaKey || altKey) return null
  if (key === 'F2') return 'edit'
  if (key === 'Enter') return { down: shiftKey ? -1 : 1, right: 0 }
  if (shiftKey) return null
  if (key === 'ArrowDown') return { down: 1, right: 0 }
  if (key === 'ArrowUp') return { down: -1, right: 0 }
  const { value, selectionStart: begin, selectionEnd: end } = caret
  const isWhole = begin === 0 && end === value.length
  const isPoint = begin === end
  if (key === 'ArrowLeft') return isWhole || (isPoint && begin === 0) ? { down: 0, right: -1 } : null
  if (key === 'ArrowRight') return isWhole || (isPoint && end === value.length) ? { down: 0, right: 1 } : null
  return null
}
