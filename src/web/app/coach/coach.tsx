// The coach beside a field: nothing of it is loaded until something is written there, and it never holds up a save.
import { lazy, Suspense } from 'react'
import { loadMessages } from '../language.tsx'
import type { CoachNoteProps } from './coach-note.tsx'

const CoachNote = lazy(async () => {
  const [note] = await Promise.all([import('./coach-note.tsx'), loadMessages('coach')])
  return { default: note.CoachNote }
})

export const Coach = (props: CoachNoteProps) => (
  <div aria-live="polite" className="empty:hidden">
    {props.text.trim() !== '' && (
      <Suspense>
        <CoachNote {...props} />
      </Suspense>
    )}
  </div>
)
