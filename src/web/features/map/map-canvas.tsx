// The map drawn: pan, zoom, arrows through the tree, and a node dragged onto another to let it contribute there.
import '@xyflow/react/dist/base.css'
import {
  Background,
  Controls,
  type Edge,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../app/language.tsx'
import { BranchEdge, SupportEdge } from './map-edges.tsx'
import { nodeSize, type Place } from './map-layout.ts'
import { type MapFlowNode, nodeId, ObjectiveNode } from './map-node.tsx'
import { type MapNode, type Shown, stepOf } from './map-tree.ts'
import { useLayout } from './use-layout.ts'

const nodeTypes = { objective: ObjectiveNode }
const edgeTypes = { branch: BranchEdge, support: SupportEdge }

export type CanvasProps = {
  nodes: ReadonlyMap<string, MapNode>
  shown: Shown[]
  supports: { from: string; to: string }[]
  active: string | null
  found: ReadonlySet<string>
  onActive: (key: string) => void
  onToggle: (key: string) => void
  onOpen: (key: string) => void
  onFocus: (key: string) => void
  canMove: (key: string) => boolean
  onMove: (key: string, to: string) => void
}

export const MapCanvas = (props: CanvasProps) => (
  <ReactFlowProvider>
    <Canvas {...props} />
  </ReactFlowProvider>
)

const Canvas = ({
  nodes,
  shown,
  supports,
  active,
  found,
  onActive,
  onToggle,
  canMove,
  ...act
}: CanvasProps) => {
  const t = useT()
  const flow = useReactFlow()
  const places = useLayout(shown)
  const [carried, setCarried] = useState<string | null>(null)
  const [target, setTarget] = useState<string | null>(null)
  const [dragged, setDragged] = useState<{ key: string; x: number; y: number } | null>(null)

  const still = useMemo(
    () =>
      shown.flatMap((one): MapFlowNode[] => {
        const [node, place] = [nodes.get(one.key), places?.get(one.key)]
        return node && place ? [flowNode(node, one, place, canMove(one.key), onToggle)] : []
      }),
    [shown, nodes, places, canMove, onToggle],
  )
  // Only what differs is made anew: the others are known to be as they were.
  const flowNodes = still.map((node) => {
    const isActive = node.id === active
    const isFound = found.has(node.id)
    const isTarget = node.id === target || node.id === carried
    if (!isActive && !isFound && !isTarget && dragged?.key !== node.id) return node
    const moved = dragged?.key === node.id ? { position: { x: dragged.x, y: dragged.y }, zIndex: 10 } : {}
    return { ...node, ...moved, data: { ...node.data, isActive, isFound, isTarget } }
  })
  const edges = useMemo(() => edgesOf(shown, supports, places), [shown, supports, places])

  const lookAt = useCallback(
    (key: string) => {
      const place = places?.get(key)
      if (place)
        void flow.setCenter(place.x + nodeSize.width / 2, place.y + nodeSize.height / 2, {
          zoom: Math.max(0.7, flow.getZoom()),
          duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
        })
    },
    [flow, places],
  )
  const frame = useRef<HTMLDivElement>(null)
  useFirstLook(places, frame, flow.setViewport)
  // Whoever chose a node, by an arrow or by searching, is shown it.
  const lastLooked = useRef<string | null>(null)
  useEffect(() => {
    if (active === null || active === lastLooked.current || !places?.has(active)) return
    lastLooked.current = active
    lookAt(active)
  }, [active, places, lookAt])

  const onKeyDown = (event: KeyboardEvent) => {
    const key = active ?? shown[0]?.key
    if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const step = stepOf(shown, key, event.key)
    if (step && 'go' in step) onActive(step.go)
    else if (step) onToggle(key)
    else if (event.key === 'Enter' && carried) {
      setCarried(null)
      if (carried !== key) act.onMove(carried, key)
    } else if (event.key === 'Enter') act.onOpen(key)
    else if (event.key === ' ') onToggle(key)
    else if (event.key === 'f') act.onFocus(key)
    else if (event.key === 'm' && canMove(key)) setCarried(key)
    else if (event.key === 'Escape' && carried) setCarried(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const targetUnder = (node: MapFlowNode) =>
    flow
      .getIntersectingNodes({ ...node.position, ...nodeSize })
      .map(({ id }) => id)
      .find((id) => id !== node.id && nodes.get(id)?.objective) ?? null
  return (
    <>
      <p role="status" className="sr-only">
        {carried ? t('map.carrying', { title: nodes.get(carried)?.objective?.title ?? '' }) : ''}
      </p>
      <div
        ref={frame}
        role="application"
        aria-label={t('map.label')}
        aria-activedescendant={active && places?.has(active) ? nodeId(active) : undefined}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the arrow keys for all that stands in it
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="h-[calc(100dvh-15rem)] min-h-96 max-md:h-[calc(100dvh-21rem)] max-md:min-h-72 overflow-hidden rounded-md border bg-sunken"
      >
        <ReactFlow
          nodes={flowNodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onlyRenderVisibleElements
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          minZoom={0.2}
          maxZoom={1.5}
          onNodeClick={(_, { id }) => onActive(id)}
          onNodeDoubleClick={(_, { id }) => act.onOpen(id)}
          onNodeDrag={(_, node) => {
            setDragged({ key: node.id, ...node.position })
            setTarget(targetUnder(node))
          }}
          onNodeDragStop={(_, node) => {
            const to = targetUnder(node)
            setDragged(null)
            setTarget(null)
            if (to) act.onMove(node.id, to)
          }}
          proOptions={{ hideAttribution: true }}
          zoomOnDoubleClick={false}
        >
          <Background color="var(--line)" />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
    </>
  )
}

const [middle, bottom] = [nodeSize.width / 2, nodeSize.height]

function flowNode(
  node: MapNode,
  shown: Shown,
  { x, y }: Place,
  draggable: boolean,
  onToggle: (key: string) => void,
): MapFlowNode {
  return {
    id: node.key,
    type: 'objective',
    position: { x, y },
    ...nodeSize,
    // Said beforehand, so that a line to a node that is not drawn knows where it ends.
    handles: [
      { type: 'target', position: Position.Top, x: middle, y: 0, width: 1, height: 1 },
      { type: 'source', position: Position.Bottom, x: middle, y: bottom, width: 1, height: 1 },
    ],
    draggable,
    data: { node, shown, isActive: false, isFound: false, isTarget: false, onToggle },
  }
}

function edgesOf(
  shown: readonly Shown[],
  supports: CanvasProps['supports'],
  places: ReadonlyMap<string, Place> | null,
): Edge[] {
  const keys = new Set(shown.map(({ key }) => key))
  const branches = shown.flatMap(({ key, parent }): Edge[] =>
    parent === null
      ? []
      : [
          {
            id: `to ${key}`,
            type: 'branch',
            source: parent,
            target: key,
            data: { isStacked: places?.get(key)?.isStacked ?? false },
          },
        ],
  )
  const dashed = supports
    .filter(({ from, to }) => keys.has(from) && keys.has(to))
    .map(({ from, to }) => ({ id: `${from} ${to}`, type: 'support', source: to, target: from }))
  return [...branches, ...dashed]
}

/** A small map is seen whole; of a larger one, its beginning at a size that can be read. */
function useFirstLook(
  places: ReadonlyMap<string, Place> | null,
  frame: RefObject<HTMLDivElement | null>,
  setViewport: ReturnType<typeof useReactFlow>['setViewport'],
): void {
  const isDone = useRef(false)
  useEffect(() => {
    const box = frame.current
    if (isDone.current || !box || !places || places.size === 0) return
    isDone.current = true
    const all = [...places.values()]
    const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))]
    const width = Math.max(...all.map(({ x }) => x)) + nodeSize.width - left
    const height = Math.max(...all.map(({ y }) => y)) + nodeSize.height - top
    const fit = Math.min(1, (box.clientWidth - 2 * margin) / width, (box.clientHeight - 2 * margin) / height)
    const zoom = Math.max(readable, fit)
    // What is too wide to be seen whole is entered at its first root, with what lies below it on both sides.
    const root = all.find(({ y }) => y === top)?.x ?? left
    const x =
      width * zoom + 2 * margin <= box.clientWidth
        ? (box.clientWidth - width * zoom) / 2 - left * zoom
        : Math.min(margin - left * zoom, box.clientWidth / 2 - (root + nodeSize.width / 2) * zoom)
    void setViewport({ x, y: margin - top * zoom, zoom })
  }, [places, frame, setViewport])
}

const margin = 28
const readable = 0.75
