// The map as an indented list: the same tree for those who do not see it, and for narrow screens.
import { Link } from '@tanstack/react-router'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { StatusChip } from '../../app/status-chip.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useWindowList } from '../../ui/window-list.tsx'
import type { MapNode, Shown } from './map-tree.ts'

type Props = {
  nodes: ReadonlyMap<string, MapNode>
  shown: Shown[]
  found: ReadonlySet<string>
  onToggle: (key: string) => void
}

export const MapList = ({ nodes, shown, found, onToggle }: Props) => {
  const t = useT()
  const list = useWindowList({
    address: 'map',
    count: shown.length,
    keyOf: (index) => shown[index]?.key ?? '',
    estimate: () => 49,
  })
  return (
    <ul ref={list.place} aria-label={t('map.label')} className="rounded-md border bg-surface">
      {list.before > 0 && <li aria-hidden="true" style={{ height: list.before }} />}
      {list.items.map(({ key, index }) => {
        const one = shown[index]
        const node = one && nodes.get(one.key)
        if (!one || !node) return null
        return (
          <li
            key={key}
            ref={list.measure}
            data-index={index}
            className={`flex min-h-12 items-center gap-2 border-b px-3 py-1.5 max-sm:gap-1 max-sm:pl-1 last:border-b-0 ${found.has(one.key) ? 'bg-cham-soft' : ''}`}
          >
            <span style={{ width: Math.min(8, one.depth - 1) * 20 }} className="shrink-0 max-sm:max-w-8" />
            {one.below > 0 ? (
              <IconButton
                icon={one.isOpen ? 'chevron-down' : 'chevron-right'}
                label={one.isOpen ? t('map.close') : t('map.open')}
                aria-expanded={one.isOpen}
                onClick={() => onToggle(one.key)}
              />
            ) : (
              <span className="w-8 shrink-0" />
            )}
            <Line node={node} below={one.below} />
          </li>
        )
      })}
      {list.after > 0 && <li aria-hidden="true" style={{ height: list.after }} />}
    </ul>
  )
}

const Line = ({ node: { objective }, below }: { node: MapNode; below: number }) => {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  if (!objective) return <span className="text-ink-3">{t('map.hidden')}</span>
  const { id, title, ownerId, status, stale, progress } = objective
  const facts = [
    names.member(ownerId),
    format.percent(progress),
    below > 0 ? t('map.below', { count: below }) : null,
  ]
  return (
    <>
      <span className="min-w-0 grow">
        <Link
          to="/okrs/$objectiveId"
          params={{ objectiveId: id }}
          className="line-clamp-2 max-sm:line-clamp-3 hover:underline"
        >
          {title}
        </Link>
        <span className="text-sm text-ink-3">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <StatusChip status={status} stale={stale} />
    </>
  )
}
