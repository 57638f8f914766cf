// A statement of the objective that is being written, moved to where it belongs.
import type { Locale } from '../../../i18n/translator.ts'
import type { Moved } from '../../app/coach/coach-note.tsx'
import { filledIn } from './key-result-coach.tsx'
import { emptyKeyResult, isUntouched } from './key-result-draft.ts'
import { emptyInitiative, type ObjectiveDraft } from './objective-draft.ts'

/** The row's words become an initiative: the first one that is still empty, or one more. */
export function movedToInitiatives(draft: ObjectiveDraft, rowKey: string, title: string): ObjectiveDraft {
  const free = draft.initiatives.find((row) => row.title.trim() === '')
  const initiatives = free
    ? draft.initiatives.map((row) => (row === free ? { ...row, title } : row))
    : [...draft.initiatives, { ...emptyInitiative(draft.ownerId), title }]
  const keyResults = draft.keyResults.map((row) => (row.key === rowKey ? emptyKeyResult() : row))
  return { ...draft, initiatives, keyResults }
}

/** The objective's words become a key result with the measure they hold; what is left of them without it stays. */
export function movedToKeyResults(draft: ObjectiveDraft, moved: Moved, locale: Locale): ObjectiveDraft {
  return { ...draft, title: moved.rewrite ?? '', keyResults: withKeyResult(draft, moved, locale) }
}

/** An initiative's words become a key result with the measure they hold; its row is free for the work behind it. */
export function movedFromInitiatives(
  draft: ObjectiveDraft,
  rowKey: string,
  moved: Moved,
  locale: Locale,
): ObjectiveDraft {
  const initiatives = draft.initiatives.map((row) => (row.key === rowKey ? { ...row, title: '' } : row))
  return { ...draft, initiatives, keyResults: withKeyResult(draft, moved, locale) }
}

/** In the first row that nobody wrote in, or in one more. */
function withKeyResult(draft: ObjectiveDraft, { text, measure }: Moved, locale: Locale) {
  const filled = {
    ...emptyKeyResult(),
    title: text,
    ...(measure ? filledIn(measure, { kpi: null }, locale) : {}),
  }
  const free = draft.keyResults.find(isUntouched)
  return free ? draft.keyResults.map((row) => (row === free ? filled : row)) : [...draft.keyResults, filled]
}
