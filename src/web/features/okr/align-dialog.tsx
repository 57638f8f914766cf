// Choosing what an objective contributes to or supports: any objective or key result, found by its words.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ObjectiveWholeView } from '../../../contract/okr.ts'
import { fold } from '../../../core/text/fold.ts'
import { useChange, useTold } from '../../app/change.ts'
import { api, client } from '../../app/client.ts'
import { useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/inputs.tsx'

type Target = { kind: 'objective' | 'key_result'; id: string }
type Props = { objective: ObjectiveWholeView; relation: 'parent' | 'support'; onClose: () => void }

export const AlignDialog = ({ objective: { id, parent, version }, relation, onClose }: Props) => {
  const t = useT()
  const [words, setWords] = useState('')
  const { cycles } = useCycles()
  const { data } = useQuery(api.objectives.list.queryOptions({ input: { limit: 500 } }))
  const choose = useChange(async (to: Target | null) => {
    if (relation === 'support' && to) return client.alignment.support({ id, to })
    return client.objectives.update({ id, parent: to }, { context: { ifMatch: version } })
  })
  const told = useTold()(choose.error)
  const open = new Map(
    (cycles ?? []).filter(({ state }) => state !== 'closed').map((cycle) => [cycle.id, cycle.name]),
  )
  const sought = fold(words.trim())
  const found = (data?.items ?? [])
    .filter((other) => other.id !== id && open.has(other.cycleId))
    .map((other) => ({
      other,
      keyResults: other.keyResults.filter(
        ({ title }) => fold(title).includes(sought) || fold(other.title).includes(sought),
      ),
    }))
    .filter(({ other, keyResults }) => keyResults.length > 0 || fold(other.title).includes(sought))
    .slice(0, 30)
  const take = (to: Target | null) => choose.mutate(to, { onSuccess: onClose })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={relation === 'parent' ? t('okr.parent.choose') : t('objective.supports.which')}
      closeLabel={t('okr.close')}
      actions={
        relation === 'parent' && parent && <Button onClick={() => take(null)}>{t('okr.parent.none')}</Button>
      }
    >
      <div className="grid gap-3 pb-2">
        <TextField
          frame={{ label: t('objective.supports.find'), labelHidden: true }}
          type="search"
          placeholder={t('objective.supports.find')}
          value={words}
          autoFocus
          onChange={(event) => setWords(event.target.value)}
        />
        {told.detail && (
          <p role="alert" className="text-sm text-son-ink">
            {told.detail}
          </p>
        )}
        {data && found.length === 0 && <p role="status">{t('objective.supports.none')}</p>}
        <ul className="divide-y rounded-md border empty:hidden">
          {found.map(({ other, keyResults }) => (
            <li key={other.id} className="py-1">
              <Choice
                title={other.title}
                note={open.get(other.cycleId) ?? ''}
                onTake={() => take({ kind: 'objective', id: other.id })}
              />
              {keyResults.map((keyResult) => (
                <Choice
                  key={keyResult.id}
                  title={keyResult.title}
                  isInner
                  onTake={() => take({ kind: 'key_result', id: keyResult.id })}
                />
              ))}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

type ChoiceProps = { title: string; note?: string; isInner?: boolean; onTake: () => void }

const Choice = ({ title, note, isInner = false, onTake }: ChoiceProps) => (
  <button
    type="button"
    onClick={onTake}
    className={`flex min-h-8 w-full items-baseline gap-3 rounded-md px-3 py-1 text-left hover:bg-sunken focus-visible:-outline-offset-2 ${isInner ? 'pl-7 text-ink-2' : 'font-semibold'}`}
  >
    <span className="min-w-0 grow">{title}</span>
    {note && <span className="shrink-0 text-sm font-normal text-ink-3">{note}</span>}
  </button>
)
