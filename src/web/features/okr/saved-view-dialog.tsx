// Gives a view its name, and shows it to others or not.
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import type { SavedViewView } from '../../../contract/saved-views.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/inputs.tsx'

const route = getRouteApi('/inside/okrs')

type Props = { search: Record<string, string>; view?: SavedViewView; onClose: () => void }

export const SavedViewDialog = ({ search, view, onClose }: Props) => {
  const t = useT()
  const act = useAct()
  const formId = useId()
  const navigate = route.useNavigate()
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, setIsShared] = useState(view?.isShared ?? false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const given = { name, isShared }
    const saved = await act(
      () =>
        view
          ? client.savedViews.update({ id: view.id, ...given })
          : client.savedViews.create({ ...given, search }),
      { message: t('view.saved.done', { name: name.trim() }) },
    )
    if (!saved) return
    onClose()
    if (!view) void navigate({ search: (before) => ({ ...before, view: saved.id }), replace: true })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={view ? t('view.saved.rename_title') : t('view.saved.keep_title')}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={onClose}>{t('view.bulk.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} disabled={name.trim() === ''}>
            {t('view.saved.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void save(event)} className="grid gap-3 pb-2">
        <TextField
          frame={{ label: t('view.saved.name') }}
          placeholder={t('view.saved.name_example')}
          maxLength={300}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoFocus
        />
        <Checkbox
          label={t('view.saved.share')}
          hint={t('view.saved.share_hint')}
          checked={isShared}
          onChange={(event) => setIsShared(event.target.checked)}
        />
        {!view && <p className="text-sm text-ink-3">{t('view.saved.explained')}</p>}
      </form>
    </Dialog>
  )
}
