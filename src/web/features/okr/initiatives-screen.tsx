// All the work: a board by state or a list, narrowed by whose it is, which unit and cycle, and what is overdue.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { ListedInitiativeView } from '../../../contract/okr.ts'
import { api } from '../../app/client.ts'
import { useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Segmented } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { InitiativeBoard } from './initiative-board.tsx'
import { InitiativeEditor } from './initiative-editor.tsx'
import { InitiativeList } from './initiative-list.tsx'
import { type InitiativeState, initiativeLooks, initiativeStates } from './initiative-looks.ts'

const route = getRouteApi('/inside/initiatives')

export const InitiativesScreen = () => {
  const t = useT()
  const search = route.useSearch()
  const { owner, unit, cycle, state, overdue, view = 'board' } = search
  const { data } = useQuery(
    api.initiatives.list.queryOptions({
      input: {
        limit: 500,
        ...(owner ? { ownerId: owner } : {}),
        ...(unit ? { unitId: unit } : {}),
        ...(cycle ? { cycleId: cycle } : {}),
        ...(state && view === 'list' ? { state } : {}),
        ...(overdue ? { overdue: 'true' as const } : {}),
      },
      placeholderData: (before) => before,
    }),
  )
  const [edited, setEdited] = useState<ListedInitiativeView | 'new' | null>(null)
  const isNarrowed = [owner, unit, cycle, state, overdue].some(Boolean)
  const items = data?.items
  return (
    <>
      <PageHeader
        title={t('okr.initiatives')}
        meta={t('okr.initiatives.note')}
        actions={
          <Button look="primary" icon="plus" onClick={() => setEdited('new')}>
            {t('okr.initiative.add')}
          </Button>
        }
      />
      <Filters />
      {!items && <Skeleton className="h-72 w-full" />}
      {items?.length === 0 && isNarrowed && (
        <p role="status" className="text-ink-2">
          {t('initiatives.nothing_found')}
        </p>
      )}
      {items?.length === 0 && !isNarrowed && (
        <EmptyState title={t('okr.initiatives.none')}>{t('okr.initiatives.explained')}</EmptyState>
      )}
      {items && items.length > 0 && view === 'board' && <InitiativeBoard items={items} onEdit={setEdited} />}
      {items && items.length > 0 && view === 'list' && <InitiativeList items={items} onEdit={setEdited} />}
      {edited === 'new' && (
        <InitiativeEditor objective={null} initiative={undefined} onClose={() => setEdited(null)} />
      )}
      {edited && edited !== 'new' && <Editor initiative={edited} onClose={() => setEdited(null)} />}
    </>
  )
}

const Filters = () => {
  const t = useT()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { memberOptions, unitOptions } = useNames()
  const { cycles } = useCycles()
  const change = (part: { [K in keyof typeof search]?: (typeof search)[K] | undefined | '' }) =>
    void navigate({
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value)),
      replace: true,
    })
  const any = (label: string) => ({ value: '', label })
  return (
    <div className="mb-5 grid gap-3">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <SelectField
          frame={{ label: t('okr.owner'), labelHidden: true }}
          options={[any(t('initiatives.anyone')), ...memberOptions]}
          value={search.owner ?? ''}
          onChange={(event) => change({ owner: event.target.value })}
        />
        <SelectField
          frame={{ label: t('okr.unit'), labelHidden: true }}
          options={[any(t('okr.unit.all')), ...unitOptions.slice(1)]}
          value={search.unit ?? ''}
          onChange={(event) => change({ unit: event.target.value })}
        />
        <SelectField
          frame={{ label: t('okr.cycle'), labelHidden: true }}
          options={[
            any(t('initiatives.any_cycle')),
            ...(cycles ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={search.cycle ?? ''}
          onChange={(event) => change({ cycle: event.target.value })}
        />
        {search.view === 'list' && (
          <SelectField
            frame={{ label: t('initiatives.state'), labelHidden: true }}
            options={[
              any(t('initiatives.any_state')),
              ...initiativeStates.map((state) => ({ value: state, label: t(initiativeLooks[state].word) })),
            ]}
            value={search.state ?? ''}
            onChange={(event) => change({ state: event.target.value as InitiativeState | '' })}
          />
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label={t('initiatives.view')}
          value={search.view ?? 'board'}
          options={[
            { value: 'board', label: t('initiatives.view.board') },
            { value: 'list', label: t('initiatives.view.list') },
          ]}
          onChange={(view) => change(view === 'board' ? { view: undefined, state: undefined } : { view })}
        />
        <Checkbox
          label={t('initiatives.overdue_only')}
          checked={search.overdue ?? false}
          onChange={(event) => change({ overdue: event.target.checked || undefined })}
        />
      </div>
    </div>
  )
}

/** The editor offers the key results of the objective that is served: asked for when it opens. */
const Editor = ({ initiative, onClose }: { initiative: ListedInitiativeView; onClose: () => void }) => {
  const { objectiveId, objectiveTitle } = initiative
  const isServing = objectiveId !== null && objectiveTitle !== null
  const { data } = useQuery(
    api.objectives.get.queryOptions({ input: { id: objectiveId ?? '' }, enabled: isServing }),
  )
  if (isServing && !data) return null
  return <InitiativeEditor objective={data ?? null} initiative={initiative} onClose={onClose} />
}
