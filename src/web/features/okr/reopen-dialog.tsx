// Opening a closed cycle again: to what, and why, which everyone can read afterwards.
import { type FormEvent, useId, useState } from 'react'
import type { CycleView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/inputs.tsx'

type Props = { cycle: CycleView; onClose: () => void }

export const ReopenDialog = ({ cycle: { id, name }, onClose }: Props) => {
  const t = useT()
  const formId = useId()
  const act = useAct()
  const [state, setState] = useState<'review' | 'active'>('review')
  const [reason, setReason] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setWasTried(true)
    if (!reason.trim()) return
    const done = await act(() => client.cycles.update({ id, state, reason: reason.trim() }), {
      message: t('okr.cycle.step.reopened', { name }),
    })
    if (done) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('cycles.reopen.title', { name })}
      closeLabel={t('okr.close')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('okr.edit.leave')}
          </Button>
          <Button type="submit" form={formId} look="primary">
            {t('okr.cycle.step.reopen')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4 pb-2">
        <p className="text-ink-2">{t('cycles.reopen.text')}</p>
        <Segmented
          label={t('cycles.reopen.to')}
          value={state}
          options={[
            { value: 'review', label: t('cycles.reopen.to_review') },
            { value: 'active', label: t('cycles.reopen.to_active') },
          ]}
          onChange={setState}
        />
        <TextArea
          frame={{
            label: t('cycles.reopen.reason'),
            error: wasTried && !reason.trim() ? t('cycles.reopen.reason_missing') : undefined,
          }}
          value={reason}
          maxLength={2000}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
