// One objective on the map: where it stands as a bridge, and how many stand below it. From afar, only its colour.
import { type Node as FlowNode, Handle, type NodeProps, Position, useStore } from '@xyflow/react'
import { memo } from 'react'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { statusTone, statusWord } from '../../app/status-chip.tsx'
import { Span } from '../../charts/span.tsx'
import { toneColour } from '../../charts/tone.ts'
import { Icon } from '../../ui/icon.tsx'
import { nodeSize } from './map-layout.ts'
import type { MapNode, Shown } from './map-tree.ts'

export type NodeData = {
  node: MapNode
  shown: Shown
  isActive: boolean
  isFound: boolean
  isTarget: boolean
  onToggle: (key: string) => void
}
export type MapFlowNode = FlowNode<NodeData, 'objective'>

/** Below this zoom words are too small to read. */
const farBelow = 0.45

export const nodeId = (key: string) => `map-${key}`

export const ObjectiveNode = memo(({ data }: NodeProps<MapFlowNode>) => {
  const { node, shown, isActive, isFound, isTarget } = data
  const isFar = useStore(({ transform }) => transform[2] < farBelow)
  const edge = isTarget ? 'outline-2 outline-cham' : isActive ? 'outline-2 outline-offset-2 outline-cham' : ''
  return (
    <article
      id={nodeId(node.key)}
      aria-label={useNodeWords(node, shown)}
      style={nodeSize}
      className={`relative rounded-md border bg-surface text-left ${isFound ? 'border-cham' : ''} ${edge}`}
    >
      <Handle type="target" position={Position.Top} isConnectable={false} className="invisible" />
      {isFar ? <FromAfar node={node} /> : <UpClose {...data} />}
      <Handle type="source" position={Position.Bottom} isConnectable={false} className="invisible" />
    </article>
  )
})

const FromAfar = ({ node: { objective } }: { node: MapNode }) => (
  <div
    className="size-full rounded-md border-l-16"
    style={{ borderColor: objective ? toneColour[statusTone(objective.status)] : 'var(--line)' }}
  >
    <p className="line-clamp-2 p-2 text-xl">{objective?.title}</p>
  </div>
)

const UpClose = ({ node: { key, objective }, shown, onToggle }: NodeData) => {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  return (
    <div className="flex size-full flex-col px-3 pt-2 pb-1.5">
      {objective ? (
        <>
          <p className="line-clamp-2 grow text-sm font-semibold">{objective.title}</p>
          <p className="truncate text-xs text-ink-3">{names.member(objective.ownerId)}</p>
          <div className="flex items-center gap-2">
            <Span
              size="mini"
              width={116}
              progress={objective.progress}
              expected={objective.progress === null ? null : objective.expected}
              tone={statusTone(objective.status)}
              stale={objective.stale}
              summary={t(statusWord(objective.status))}
            />
            <span className="grow text-right text-sm font-semibold">
              {format.percent(objective.progress)}
            </span>
          </div>
        </>
      ) : (
        <p className="flex grow items-center gap-2 text-sm text-ink-3">
          <Icon name="info" />
          {t('map.hidden')}
        </p>
      )}
      {shown.below > 0 && (
        <button
          type="button"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation()
            onToggle(key)
          }}
          className="nodrag absolute -bottom-5 left-1/2 flex h-6 min-w-6 -translate-x-1/2 items-center justify-center gap-0.5 rounded-md border bg-surface px-1.5 text-xs text-ink-2 hover:border-edge hover:text-ink"
        >
          <Icon name={shown.isOpen ? 'minus' : 'plus'} size={10} />
          <span className="sr-only">{shown.isOpen ? t('map.close') : t('map.open')}</span>
          {shown.below}
        </button>
      )}
    </div>
  )
}

function useNodeWords({ objective }: MapNode, { below }: Shown): string {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  if (!objective) return t('map.hidden')
  return t('map.node', {
    title: objective.title,
    owner: names.member(objective.ownerId),
    status: t(statusWord(objective.status)),
    progress: format.percent(objective.progress),
    below,
  })
}
