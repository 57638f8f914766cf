// The alignment map: what contributes to what, over every cycle that shares days with the one chosen.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { MapList } from './map-list.tsx'
import { above, found as foundIn, openAtFirst, shownOf, type Tree, treeOf } from './map-tree.ts'

const MapCanvas = lazy(() => import('./map-canvas.tsx').then((m) => ({ default: m.MapCanvas })))
const route = getRouteApi('/inside/map')

export const MapScreen = () => {
  const t = useT()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { cycles, cycle } = useCycles(search.cycle)
  const options = useCycleOptions(cycles ?? [])
  const { data } = useQuery(
    api.okrs.map.queryOptions({
      input: { id: cycle?.id ?? '' },
      enabled: cycle !== undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const tree = useMemo(() => (data ? treeOf(data.nodes) : null), [data])
  const change = (part: { cycle?: string; focus?: string | undefined; view?: 'list' | undefined }) =>
    void navigate({ search: (before) => clean({ ...before, ...part }), replace: true })
  const isEmpty = (cycles && !cycle) || data?.nodes.length === 0
  return (
    <>
      <PageHeader title={t('map.title')} meta={data && t('map.meta', { count: data.nodes.length })} />
      <div className="mb-4 flex flex-wrap gap-2">
        {cycle && (
          <div className="min-w-44 grow basis-52 sm:max-w-72">
            <SelectField
              frame={{ label: t('okr.cycle'), labelHidden: true }}
              options={options}
              value={cycle.id}
              onChange={(event) => change({ cycle: event.target.value, focus: undefined })}
            />
          </div>
        )}
        <Segmented
          label={t('view.layout')}
          value={search.view ?? 'map'}
          options={[
            { value: 'map', label: t('map.view.map') },
            { value: 'list', label: t('map.view.list') },
          ]}
          onChange={(view) => change({ view: view === 'list' ? view : undefined })}
        />
      </div>
      {!data && !isEmpty && <Skeleton className="h-96 w-full" />}
      {isEmpty && (
        <EmptyState
          title={t('map.none')}
          action={
            <Link to="/okrs/new" className={buttonClass('primary')}>
              {t('okr.new')}
            </Link>
          }
        >
          {t('map.none_text')}
        </EmptyState>
      )}
      {data && tree && !isEmpty && (
        <MapView
          key={data.cycle.id}
          tree={tree}
          supports={data.supports}
          isList={search.view === 'list'}
          focus={search.focus}
          onFocus={(focus) => change({ focus })}
        />
      )}
    </>
  )
}

const clean = (search: { cycle?: string; focus?: string | undefined; view?: 'list' | undefined }) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value))

type ViewProps = {
  tree: Tree
  supports: { from: string; to: string }[]
  isList: boolean
  focus: string | undefined
  onFocus: (key: string | undefined) => void
}

const MapView = ({ tree, supports, isList, focus, onFocus }: ViewProps) => {
  const t = useT()
  const rights = useRights()
  const navigate = route.useNavigate()
  const align = useAlign(tree)
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(tree))
  const [active, setActive] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const shown = useMemo(() => shownOf(tree, open, focus), [tree, open, focus])
  const hits = useMemo(() => foundIn(tree, words), [tree, words])
  const found = useMemo(() => new Set(hits), [hits])
  const toggle = useCallback(
    (key: string) =>
      setOpen((before) => {
        const next = new Set(before)
        if (!next.delete(key)) next.add(key)
        return next
      }),
    [],
  )
  const canMove = useCallback(
    (key: string) => {
      const objective = tree.nodes.get(key)?.objective
      return (
        objective != null &&
        rights('objective.edit', { ownerIds: [objective.ownerId], unitId: objective.unitId })
      )
    },
    [tree, rights],
  )
  /** Opens what stands above it, so that it can be seen. */
  const show = (key: string | undefined) => {
    if (key === undefined) return
    setOpen((before) => new Set([...before, ...above(tree, key)]))
    if (focus !== undefined && !above(tree, key).includes(focus)) onFocus(undefined)
    setActive(key)
  }
  const nextHit = () => show(hits[(hits.indexOf(active ?? '') + 1) % Math.max(1, hits.length)])
  const focused = focus === undefined ? null : tree.nodes.get(focus)
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <div className="min-w-44 grow basis-60 max-sm:basis-full sm:max-w-96">
          <TextField
            frame={{ label: t('map.find'), labelHidden: true }}
            type="search"
            placeholder={t('map.find')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && nextHit()}
          />
        </div>
        {words.trim() !== '' && (
          <span role="status" className="text-sm text-ink-3">
            {t('map.found', { count: hits.length })}
          </span>
        )}
        <Button size="sm" onClick={() => setOpen(new Set(tree.children.keys()))}>
          {t('map.open_all')}
        </Button>
        <Button size="sm" onClick={() => setOpen(new Set())}>
          {t('map.close_all')}
        </Button>
        {active !== null && focus !== active && !isList && (
          <Button size="sm" onClick={() => onFocus(active)}>
            {t('map.focus')}
          </Button>
        )}
        {focused && (
          <Button size="sm" icon="close" onClick={() => onFocus(undefined)}>
            {t('map.unfocus')}
          </Button>
        )}
      </div>
      {isList ? (
        <MapList nodes={tree.nodes} shown={shown} found={found} onToggle={toggle} />
      ) : (
        <Suspense fallback={<Skeleton className="h-96 w-full" />}>
          <MapCanvas
            nodes={tree.nodes}
            shown={shown}
            supports={supports}
            active={active}
            found={found}
            onActive={setActive}
            onToggle={toggle}
            onOpen={(key) => {
              const id = tree.nodes.get(key)?.objective?.id
              if (id) void navigate({ to: '/okrs/$objectiveId', params: { objectiveId: id } })
            }}
            onFocus={onFocus}
            canMove={canMove}
            onMove={(key, to) => void align(key, to)}
          />
          <p className="mt-2 text-sm text-ink-3 pointer-coarse:hidden max-sm:hidden">{t('map.keys')}</p>
        </Suspense>
      )}
    </>
  )
}

/** Lets one objective contribute to another; the way back gives it the parent that it had. */
function useAlign(tree: Tree) {
  const t = useT()
  const act = useAct()
  return async (key: string, to: string) => {
    const [objective, goal] = [tree.nodes.get(key)?.objective, tree.nodes.get(to)?.objective]
    if (!objective || !goal || tree.nodes.get(key)?.parent === to) return
    const { id } = objective
    await act(
      async () => {
        const { parent } = await client.objectives.get({ id })
        await client.objectives.update({ id, parent: { kind: 'objective', id: goal.id } })
        return parent
      },
      (parent) => ({
        message: t('map.moved', { title: objective.title, to: goal.title }),
        undo: () => client.objectives.update({ id, parent }),
      }),
    )
  }
}
