// What was chosen of many: each by its name, with a button that takes it away again.
import { IconButton } from './icon-button.tsx'

type ChosenListProps = {
  label?: string
  ids: readonly string[]
  name: (id: string) => string
  /** What the button beside this name is called. */
  removeLabel: (name: string) => string
  onChange: (ids: string[]) => void
}

export const ChosenList = ({ label, ids, name, removeLabel, onChange }: ChosenListProps) => (
  <ul aria-label={label} className="flex flex-wrap gap-1.5">
    {ids.map((id) => (
      <li key={id} className="inline-flex items-center rounded-md bg-sunken pl-2.5">
        {name(id)}
        <IconButton
          icon="close"
          label={removeLabel(name(id))}
          onClick={() => onChange(ids.filter((other) => other !== id))}
        />
      </li>
    ))}
  </ul>
)
