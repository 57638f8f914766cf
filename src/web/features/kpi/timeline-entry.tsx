import type { ReactNode } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'

/** A list of what stands on the time axis, under its name. */
export const Entries = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h3 className="mb-1 text-sm text-ink-3">{title}</h3>
    <ul className="divide-y border-y">{children}</ul>
  </section>
)

type EntryProps = {
  when: string
  children: ReactNode
  edit?: { label: string; onEdit: () => void } | undefined
  removeLabel?: string
  onRemove?: () => void
}

/** When, what, and the button that takes it back where that is possible. */
export const Entry = ({ when, children, edit, removeLabel, onRemove }: EntryProps) => (
  <li className="flex min-h-10 items-center gap-3 py-1">
    <span className="grid grow gap-x-4 sm:grid-cols-[15rem_1fr]">
      <span className="text-ink-2">{when}</span>
      <span>{children}</span>
    </span>
    {edit && <IconButton icon="edit" label={edit.label} onClick={edit.onEdit} />}
    {onRemove && removeLabel && <IconButton icon="trash" label={removeLabel} onClick={onRemove} />}
  </li>
)
