// A person leaves: what they own is named, and a successor takes it over.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MemberView } from '../../../contract/members.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

export function DeactivateDialog({ person, onClose }: { person: MemberView; onClose: () => void }) {
  const t = useT()
  const act = useAct()
  const [successorId, setSuccessorId] = useState('')
  const { data } = useQuery(api.members.get.queryOptions({ input: { id: person.id } }))
  const { data: people } = useQuery(api.members.list.queryOptions({ input: { limit: 500, state: 'active' } }))
  const count = data ? Object.values(data.owns).reduce((sum, each) => sum + each, 0) : null
  const deactivate = async () => {
    const done = await act(
      () => client.members.deactivate({ id: person.id, ...(successorId ? { successorId } : {}) }),
      {
        message: t('members.deactivated', { name: person.name }),
        undo: () => client.members.reactivate({ id: person.id }),
      },
    )
    if (done) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('members.deactivate.title', { name: person.name })}
      closeLabel={t('common.close')}
      actions={
        <Button
          look="danger"
          disabled={count === null || (count > 0 && !successorId)}
          onClick={() => void deactivate()}
        >
          {t('members.deactivate')}
        </Button>
      }
    >
      {data && count !== null ? (
        <div className="grid gap-4">
          <p>{t('members.deactivate.text')}</p>
          {count > 0 && (
            <>
              <p>{t('members.deactivate.owns', data.owns)}</p>
              <SelectField
                frame={{ label: t('members.successor') }}
                value={successorId}
                onChange={(event) => setSuccessorId(event.target.value)}
                options={[
                  { value: '', label: t('members.successor.choose'), disabled: true },
                  ...(people?.items ?? [])
                    .filter(({ id }) => id !== person.id)
                    .map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </>
          )}
        </div>
      ) : (
        <Skeleton className="h-24" />
      )}
    </Dialog>
  )
}
