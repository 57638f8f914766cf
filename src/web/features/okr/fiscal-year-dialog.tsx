// The cycles of a fiscal year at once: what there will be is shown before it is made.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fiscalYearOf } from '../../../core/okr/cycle.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useCycleDates } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/inputs.tsx'

type Kind = 'year' | 'half' | 'quarter' | 'month'

const kinds: { kind: Kind; word: MessageId }[] = [
  { kind: 'year', word: 'cycles.generate.kind.year' },
  { kind: 'half', word: 'cycles.generate.kind.half' },
  { kind: 'quarter', word: 'cycles.generate.kind.quarter' },
  { kind: 'month', word: 'cycles.generate.kind.month' },
]

export const FiscalYearDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT()
  const act = useAct()
  const { today, workspace } = useSession()
  const thisYear = fiscalYearOf(today, workspace.fiscalStartMonth)
  const [fiscalYear, setFiscalYear] = useState(thisYear)
  const [chosen, setChosen] = useState<Kind[]>(['year', 'quarter'])
  const { data } = useQuery(
    api.cycles.generate.queryOptions({
      input: { fiscalYear, kinds: chosen, preview: true },
      enabled: chosen.length > 0,
      placeholderData: (before) => before,
    }),
  )
  const items = chosen.length > 0 ? (data?.items ?? []) : []
  const count = items.filter(({ isNew }) => isNew).length
  const make = async () => {
    const made = await act(() => client.cycles.generate({ fiscalYear, kinds: chosen }), {
      message: t('cycles.generate.done', { count }),
    })
    if (made) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('cycles.generate.title')}
      closeLabel={t('okr.close')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('okr.edit.leave')}
          </Button>
          <Button look="primary" disabled={count === 0} onClick={() => void make()}>
            {t('cycles.generate.do', { count })}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 pb-2">
        <SelectField
          frame={{
            label: t('cycles.generate.year'),
            hint: t('cycles.generate.month', { month: workspace.fiscalStartMonth }),
          }}
          options={[-1, 0, 1, 2].map((more) => ({
            value: String(thisYear + more),
            label: String(thisYear + more),
          }))}
          value={String(fiscalYear)}
          onChange={(event) => setFiscalYear(Number(event.target.value))}
        />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-semibold">{t('cycles.generate.kinds')}</legend>
          <div className="grid gap-x-4 sm:grid-cols-2">
            {kinds.map(({ kind, word }) => (
              <Checkbox
                key={kind}
                label={t(word)}
                checked={chosen.includes(kind)}
                onChange={(event) =>
                  setChosen(
                    event.target.checked ? [...chosen, kind] : chosen.filter((other) => other !== kind),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
        <Preview items={items} isEmpty={chosen.length === 0} />
      </div>
    </Dialog>
  )
}

type PreviewProps = {
  items: { name: string; start: string; end: string; isNew: boolean }[]
  isEmpty: boolean
}

const Preview = ({ items, isEmpty }: PreviewProps) => {
  const t = useT()
  const dates = useCycleDates()
  if (isEmpty) return <p role="status">{t('cycles.generate.no_kind')}</p>
  const isNothing = items.length > 0 && items.every(({ isNew }) => !isNew)
  return (
    <>
      {isNothing && <p role="status">{t('cycles.generate.nothing')}</p>}
      <ul className="divide-y rounded-md border empty:hidden">
        {items.map((item) => (
          <li
            key={`${item.start} ${item.end}`}
            className={`flex flex-wrap items-baseline gap-x-3 px-3 py-1.5 ${item.isNew ? '' : 'text-ink-3'}`}
          >
            <span className={`min-w-28 grow ${item.isNew ? 'font-semibold' : ''}`}>{item.name}</span>
            <span className="text-sm">{dates(item)}</span>
            <span className="w-16 text-right text-sm">
              {item.isNew ? t('cycles.generate.new') : t('cycles.generate.there')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
