import type { MemberView } from '../../../contract/members.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** Only the new owner can hand it back, so this one asks. */
export function OwnershipDialog({ person, onClose }: { person: MemberView; onClose: () => void }) {
  const t = useT()
  const act = useAct()
  const handOn = async () => {
    const done = await act(() => client.members.handOwnershipOn({ id: person.id }), {
      message: t('members.ownership.done', { name: person.name }),
    })
    if (done) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('members.ownership.title', { name: person.name })}
      closeLabel={t('common.close')}
      actions={
        <Button look="danger" onClick={() => void handOn()}>
          {t('members.ownership')}
        </Button>
      }
    >
      <p>{t('members.ownership.text', { name: person.name })}</p>
    </Dialog>
  )
}
