// A field that is edited where it stands. Enter saves, Esc leaves; where someone else changed it meanwhile, both are shown.
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTold } from '../../app/change.ts'
import { problemOf } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import type { Option } from '../../app/names.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SelectField, TextArea, TextField } from '../../ui/inputs.tsx'

type Props = {
  label: string
  value: string
  version: number
  /** Saves against the version that the edit began on. */
  onSave: (value: string, version: number) => Promise<unknown>
  mayEdit: boolean
  /** A choice of these instead of free text. */
  options?: Option[]
  isLong?: boolean
  /** What stands against the text as it was typed, told beside the field; null when it can be saved. */
  refuse?: (text: string) => string | null
  /** What is to be said of the text while it is edited, which may put other words in its place. */
  advise?: (text: string, onText: (text: string) => void) => ReactNode
  /** How it is shown while nobody edits it. */
  children: ReactNode
}

type Edit = { text: string; version: number; isConflict: boolean; error: unknown; refused?: string | null }

export const EditInPlace = ({
  label,
  value,
  version,
  onSave,
  mayEdit,
  options,
  isLong,
  refuse,
  advise,
  children,
}: Props) => {
  const t = useT()
  const queries = useQueryClient()
  const [edit, setEdit] = useState<Edit | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const wasEditing = useRef(false)
  if (!mayEdit) return children
  if (!edit)
    return (
      <button
        type="button"
        ref={(button) => {
          // Who leaves or saves is back where the edit began.
          if (button && wasEditing.current) button.focus()
          wasEditing.current = false
        }}
        onClick={() => setEdit({ text: value, version, isConflict: false, error: null })}
        className="group min-h-6 max-w-full rounded-md text-left hover:bg-sunken hover:shadow-[0_0_0_5px_var(--sunken)]"
      >
        {children}
        <Icon
          name="edit"
          size={12}
          className="ml-1.5 hidden text-ink-3 group-hover:absolute group-hover:inline group-focus-visible:absolute group-focus-visible:inline pointer-coarse:inline"
        />
        <span className="sr-only">, {t('okr.edit.change', { label })}</span>
      </button>
    )
  wasEditing.current = true
  const save = async (text: string, against: number) => {
    if (text.trim() === value) return setEdit(null)
    const refused = refuse?.(text.trim()) ?? null
    if (refused !== null) return setEdit({ ...edit, text, refused })
    setIsSaving(true)
    try {
      await onSave(text.trim(), against)
      setEdit(null)
    } catch (error) {
      const isConflict = problemOf(error)?.code === 'changed_since'
      if (isConflict) await queries.invalidateQueries()
      setEdit({ ...edit, text, isConflict, error })
    }
    setIsSaving(false)
  }
  return (
    <EditForm
      label={label}
      edit={edit}
      options={options}
      isLong={isLong ?? false}
      isSaving={isSaving}
      theirs={options?.find((option) => option.value === value)?.label ?? value}
      advise={advise}
      onText={(text) => setEdit({ ...edit, text, refused: null })}
      onSave={() => save(edit.text, edit.isConflict ? version : edit.version)}
      onLeave={() => setEdit(null)}
    />
  )
}

type FormProps = {
  label: string
  edit: Edit
  options: Option[] | undefined
  isLong: boolean
  isSaving: boolean
  theirs: string
  advise: Props['advise']
  onText: (text: string) => void
  onSave: () => void
  onLeave: () => void
}

const EditForm = (props: FormProps) => {
  const { label, edit, options, isLong, isSaving, theirs, advise, onText, onSave, onLeave } = props
  const t = useT()
  const told = useTold()(edit.isConflict ? null : edit.error)
  const frame = { label, labelHidden: true, error: edit.refused ?? told.detail ?? undefined }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onLeave()
    if (event.key === 'Enter' && isLong && (event.ctrlKey || event.metaKey)) onSave()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onSave()
  }
  const common = { value: edit.text, autoFocus: true }
  return (
    <form
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      className={`grid gap-2 text-base font-normal ${options ? 'w-64' : 'w-[min(44rem,calc(100vw-6rem))] md:w-[min(44rem,calc(100vw-20rem))]'}`}
    >
      {options && (
        <SelectField
          frame={frame}
          options={options}
          {...common}
          onChange={(event) => onText(event.target.value)}
        />
      )}
      {!options && isLong && (
        <TextArea frame={frame} {...common} onChange={(event) => onText(event.target.value)} />
      )}
      {!options && !isLong && (
        <TextField frame={frame} {...common} onChange={(event) => onText(event.target.value)} />
      )}
      {advise?.(edit.text, onText)}
      {edit.isConflict && <Conflict theirs={theirs} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="sm" look="primary" disabled={isSaving}>
          {edit.isConflict ? t('okr.edit.keep_mine') : t('okr.edit.save')}
        </Button>
        <Button size="sm" look="quiet" onClick={onLeave}>
          {edit.isConflict ? t('okr.edit.take_theirs') : t('okr.edit.leave')}
        </Button>
      </div>
    </form>
  )
}

const Conflict = ({ theirs }: { theirs: string }) => {
  const t = useT()
  return (
    <div role="alert" className="rounded-md bg-amber-soft px-3 py-2 text-sm text-amber-ink">
      <p className="font-semibold">{t('okr.edit.conflict')}</p>
      <p>{t('okr.edit.theirs', { value: theirs || '–' })}</p>
    </div>
  )
}
