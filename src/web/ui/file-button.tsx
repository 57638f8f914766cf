// A button that lets the reader choose one file.
import { useId } from 'react'
import { buttonClass } from './button.tsx'

type FileButtonProps = {
  label: string
  onFile: (file: File) => void
  look?: 'primary' | 'secondary'
  /** The kinds of files that are offered, as the browser spells them. */
  accept?: string
}

export const FileButton = ({ label, onFile, look = 'secondary', accept }: FileButtonProps) => {
  const id = useId()
  return (
    <label
      htmlFor={id}
      className={`${buttonClass(look)} w-fit has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-cham`}
    >
      {label}
      <input
        id={id}
        type="file"
        {...(accept ? { accept } : {})}
        className="sr-only"
        onChange={({ target }) => {
          const chosen = target.files?.[0]
          // The same file may be chosen again.
          target.value = ''
          if (chosen) onFile(chosen)
        }}
      />
    </label>
  )
}
