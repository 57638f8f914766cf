// A person is erased for good. There is no way back, so their name is typed.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MemberView } from '../../../contract/members.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'

export function EraseDialog({ person, onClose }: { person: MemberView; onClose: () => void }) {
  const t = useT()
  const act = useAct()
  const [typed, setTyped] = useState('')
  const { data } = useQuery(api.members.get.queryOptions({ input: { id: person.id } }))
  const count = data ? Object.values(data.owns).reduce((sum, each) => sum + each, 0) : null
  const erase = async () => {
    const done = await act(() => client.personalData.erase({ id: person.id, name: typed }), {
      message: t('members.erase.done'),
    })
    if (done) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('members.erase.title', { name: person.name })}
      closeLabel={t('common.close')}
      actions={
        <Button look="danger" disabled={count !== 0 || typed.trim() === ''} onClick={() => void erase()}>
          {t('members.erase.do')}
        </Button>
      }
    >
      <div className="grid gap-4">
        <p>{t('members.erase.goes')}</p>
        <p>{t('members.erase.stays')}</p>
        {data && count !== null && count > 0 ? (
          <Notice tone="wrong">{t('members.erase.owns', data.owns)}</Notice>
        ) : (
          <TextField
            frame={{
              label: t('members.erase.type', { name: person.name }),
              hint: t('members.erase.no_undo'),
            }}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </div>
    </Dialog>
  )
}
