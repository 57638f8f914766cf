// Owner, unit or cycle of many objectives at once: one change, and what was refused is told one by one.
import { useState } from 'react'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { openCycles, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'

type Props = { ids: string[]; onClose: () => void; onDone: () => void }
type Outcome = Awaited<ReturnType<typeof client.okrs.changeMany>>

const keep = ''
/** The whole organisation is a choice of its own: it is stored as no unit. */
const whole = 'whole'
const atMost = 500

export const BulkDialog = ({ ids, onClose, onDone }: Props) => {
  const t = useT()
  const act = useAct()
  const { memberOptions, unitOptions } = useNames()
  const cycleOptions = useCycleOptions(openCycles(useCycles().cycles ?? []))
  const [owner, setOwner] = useState(keep)
  const [unit, setUnit] = useState(keep)
  const [cycle, setCycle] = useState(keep)
  const [refused, setRefused] = useState<Outcome['refused']>([])
  const [isSending, setIsSending] = useState(false)
  const isTooMany = ids.length > atMost
  const isNothing = owner === keep && unit === keep && cycle === keep

  const apply = async () => {
    const change = {
      ...(owner === keep ? {} : { ownerId: owner }),
      ...(unit === keep ? {} : { unitId: unit === whole ? null : unit }),
      ...(cycle === keep ? {} : { cycleId: cycle }),
    }
    setIsSending(true)
    const outcome = await act(
      () => client.okrs.changeMany({ items: ids.map((id) => ({ id, ...change })) }),
      ({ changed }) => ({
        message: t('view.bulk.done', { count: changed.length }),
        undo: () => client.okrs.changeMany({ items: changed.map(({ id, before }) => ({ id, ...before })) }),
      }),
    )
    setIsSending(false)
    if (!outcome) return
    if (outcome.refused.length > 0) setRefused(outcome.refused)
    else onClose()
    if (outcome.refused.length === 0) onDone()
  }
  const options = (list: { value: string; label: string }[]) => [
    { value: keep, label: t('view.bulk.keep') },
    ...list,
  ]
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('view.bulk.title', { count: ids.length })}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button onClick={onClose}>{t('view.bulk.cancel')}</Button>
          <Button look="primary" disabled={isNothing || isTooMany || isSending} onClick={() => void apply()}>
            {t('view.bulk.apply')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 pb-2">
        <SelectField
          frame={{ label: t('view.bulk.owner') }}
          options={options(memberOptions)}
          value={owner}
          onChange={(event) => setOwner(event.target.value)}
        />
        <SelectField
          frame={{ label: t('view.bulk.unit') }}
          options={options(unitOptions.map(({ value, label }) => ({ value: value || whole, label })))}
          value={unit}
          onChange={(event) => setUnit(event.target.value)}
        />
        <SelectField
          frame={{ label: t('view.bulk.cycle') }}
          options={options(cycleOptions)}
          value={cycle}
          onChange={(event) => setCycle(event.target.value)}
        />
        {isTooMany && <Notice tone="attention">{t('view.bulk.too_many')}</Notice>}
        {!isTooMany && isNothing && <p className="text-sm text-ink-3">{t('view.bulk.nothing')}</p>}
        {refused.length > 0 && <Refused refused={refused} />}
      </div>
    </Dialog>
  )
}

const Refused = ({ refused }: { refused: Outcome['refused'] }) => {
  const t = useT()
  return (
    <Notice tone="attention">
      <p className="font-semibold">{t('view.bulk.refused', { count: refused.length })}</p>
      <ul className="mt-1 grid max-h-48 gap-1 overflow-y-auto">
        {refused.map(({ id, title, message }) => (
          <li key={id}>
            {title ?? t('view.bulk.unseen')}: {message}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
