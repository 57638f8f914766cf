// The map as a tree: who stands below whom, what of it is shown, and who is next to whom for the arrow keys.
import type { MapView } from '../../../contract/okr-board.ts'
import { fold } from '../../../core/text/fold.ts'

export type MapNode = MapView['nodes'][number]

export type Tree = {
  nodes: ReadonlyMap<string, MapNode>
  children: ReadonlyMap<string, readonly string[]>
  roots: readonly string[]
}

export function treeOf(nodes: readonly MapNode[]): Tree {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const children = new Map<string, string[]>()
  const roots: string[] = []
  for (const { key, parent } of nodes) {
    if (parent === null || !byKey.has(parent)) roots.push(key)
    else if (!children.get(parent)?.push(key)) children.set(parent, [key])
  }
  return { nodes: byKey, children, roots }
}

/** Those above it, the nearest first. */
export function above(tree: Tree, key: string): string[] {
  const found: string[] = []
  for (let at = tree.nodes.get(key)?.parent; at && tree.nodes.has(at); at = tree.nodes.get(at)?.parent)
    found.push(at)
  return found
}

/** What stands on the map: `depth` counts from the top, `below` those under it in the whole tree. */
export type Shown = {
  key: string
  parent: string | null
  depth: number
  below: number
  isOpen: boolean
  /** Its place among those beside it, from 1, and how many they are. */
  place: number
  of: number
}

/** In reading order: each before those below it. With a focus, that branch alone. */
export function shownOf(tree: Tree, open: ReadonlySet<string>, focus?: string): Shown[] {
  const counts = countBelow(tree)
  const shown: Shown[] = []
  const add = (keys: readonly string[], parent: string | null, depth: number) => {
    for (const [index, key] of keys.entries()) {
      const below = counts.get(key) ?? 0
      const isOpen = below > 0 && open.has(key)
      shown.push({ key, parent, depth, below, isOpen, place: index + 1, of: keys.length })
      if (isOpen) add(tree.children.get(key) ?? [], key, depth + 1)
    }
  }
  add(focus !== undefined && tree.nodes.has(focus) ? [focus] : tree.roots, null, 1)
  return shown
}

function countBelow(tree: Tree): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (key: string): number => {
    const below = (tree.children.get(key) ?? []).reduce((sum, child) => sum + 1 + count(child), 0)
    counts.set(key, below)
    return below
  }
  for (const root of tree.roots) count(root)
  return counts
}

/** A small map is open throughout; of a large one the top and what stands right below it. */
export function openAtFirst(tree: Tree): Set<string> {
  const isSmall = tree.nodes.size <= 150
  return new Set(isSmall ? tree.children.keys() : tree.nodes.size <= 600 ? tree.roots : [])
}

export function found(tree: Tree, words: string): string[] {
  const sought = fold(words.trim())
  if (sought === '') return []
  return [...tree.nodes.values()].flatMap(({ key, objective }) =>
    objective && fold(objective.title).includes(sought) ? [key] : [],
  )
}

export type Step = { go: string } | { open: string } | { close: string } | null

/** What an arrow does at a node, as trees do: right opens or goes down, left closes or goes up. */
export function stepOf(shown: readonly Shown[], key: string, arrow: string): Step {
  const index = shown.findIndex((one) => one.key === key)
  const at = shown[index]
  const go = (one: Shown | undefined): Step => (one ? { go: one.key } : null)
  if (!at) return go(shown[0])
  const beside = (step: number) =>
    shown.find(({ parent, place }) => parent === at.parent && place === at.place + step)
  switch (arrow) {
    case 'ArrowDown':
      if (at.below > 0 && !at.isOpen) return { open: key }
      return go(shown.find(({ parent }) => parent === key))
    case 'ArrowUp':
      return at.parent === null ? null : { go: at.parent }
    case 'ArrowRight':
      return go(beside(1))
    case 'ArrowLeft':
      return go(beside(-1))
    case 'Home':
      return go(shown[0])
    case 'End':
      return go(shown.at(-1))
    case '+':
      return at.below > 0 ? { open: key } : null
    case '-':
      return at.isOpen ? { close: key } : null
    default:
      return null
  }
}
