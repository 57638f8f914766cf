import { describe, expect, test } from 'vitest'
import { layoutMap, nodeSize } from './map-layout.ts'
import { above, found, type MapNode, openAtFirst, shownOf, stepOf, treeOf } from './map-tree.ts'

const node = (key: string, parent: string | null, title: string | null = key): MapNode =>
  ({ key, parent, objective: title === null ? null : { id: key, title } }) as MapNode

const tree = treeOf([
  node('nam', null, 'Khách hàng ở lại'),
  node('quy', 'nam', 'Được nghe ngay'),
  node('kin', 'nam', null),
  node('thang', 'kin', 'Ký hai bên'),
  node('rieng', 'nowhere', 'Đứng riêng'),
])

describe('the tree', () => {
  test('what serves something that is not on the map stands at the top', () => {
    expect(tree.roots).toEqual(['nam', 'rieng'])
    expect(above(tree, 'thang')).toEqual(['kin', 'nam'])
  })
  test('shows what is open, in reading order, and how many are below', () => {
    const told = (open: string[], focus?: string) =>
      shownOf(tree, new Set(open), focus).map(({ key, depth, below, isOpen }) => [key, depth, below, isOpen])
    expect(told([])).toEqual([
      ['nam', 1, 3, false],
      ['rieng', 1, 0, false],
    ])
    expect(told(['nam', 'kin', 'rieng'])).toEqual([
      ['nam', 1, 3, true],
      ['quy', 2, 0, false],
      ['kin', 2, 1, true],
      ['thang', 3, 0, false],
      ['rieng', 1, 0, false],
    ])
    expect(told(['nam', 'kin'], 'kin')).toEqual([
      ['kin', 1, 1, true],
      ['thang', 2, 0, false],
    ])
  })
  test('finds without accents, and never what is hidden', () => {
    expect(found(tree, 'duoc nghe')).toEqual(['quy'])
    expect(found(tree, 'dung')).toEqual(['rieng'])
    expect(found(tree, ' ')).toEqual([])
  })
  test('a small map is open, a large one closed', () => {
    expect([...openAtFirst(tree)]).toEqual(['nam', 'kin'])
    const large = treeOf(Array.from({ length: 601 }, (_, n) => node(`${n}`, n === 0 ? null : '0')))
    expect(openAtFirst(large).size).toBe(0)
  })
})

describe('an arrow', () => {
  const shown = shownOf(tree, new Set(['nam']))
  test.each([
    ['nam', 'ArrowDown', { go: 'quy' }],
    ['kin', 'ArrowDown', { open: 'kin' }],
    ['quy', 'ArrowDown', null],
    ['quy', 'ArrowUp', { go: 'nam' }],
    ['nam', 'ArrowUp', null],
    ['quy', 'ArrowRight', { go: 'kin' }],
    ['kin', 'ArrowRight', null],
    ['kin', 'ArrowLeft', { go: 'quy' }],
    ['nam', 'ArrowRight', { go: 'rieng' }],
    ['quy', 'End', { go: 'rieng' }],
    ['quy', 'Home', { go: 'nam' }],
    ['nam', '-', { close: 'nam' }],
    ['quy', '+', null],
    ['gone', 'ArrowDown', { go: 'nam' }],
  ])('at %s, %s', (key, arrow, step) => {
    expect(stepOf(shown, key, arrow)).toEqual(step)
  })
})

describe('the layout', () => {
  test('a column keeps clear of what stands deeper in the branches beside it', () => {
    const places = layoutMap([
      { key: 'a', parent: null },
      { key: 'b', parent: 'a' },
      ...['c', 'd', 'e'].map((key) => ({ key, parent: 'b' })),
      ...Array.from({ length: 6 }, (_, n) => ({ key: `s${n}`, parent: 'a' })),
    ])
    const stack = places.filter(({ isStacked }) => isStacked)
    expect(stack).toHaveLength(6)
    const deeper = places.filter(({ key }) => ['c', 'd', 'e'].includes(key))
    const [left] = stack.map(({ x }) => x)
    for (const { x, key } of deeper)
      expect(Math.abs(x - (left ?? 0)), key).toBeGreaterThanOrEqual(nodeSize.width)
  })
  test('children stand below their parent, and no two nodes overlap', () => {
    const nodes = Array.from({ length: 400 }, (_, n) => ({
      key: `${n}`,
      parent: n < 7 ? null : `${Math.floor(n / 6)}`,
    }))
    const places = layoutMap(nodes)
    expect(places).toHaveLength(400)
    const at = new Map(places.map((place) => [place.key, place]))
    for (const { key, parent } of nodes)
      if (parent !== null) expect(at.get(key)?.y).toBeGreaterThan(at.get(parent)?.y ?? Number.NaN)
    const sorted = places.toSorted((a, b) => a.x - b.x)
    for (const [i, one] of sorted.entries())
      for (const other of sorted.slice(i + 1)) {
        if (other.x >= one.x + nodeSize.width) break
        expect(Math.abs(other.y - one.y), `${one.key} and ${other.key}`).toBeGreaterThanOrEqual(
          nodeSize.height,
        )
      }
  })
  test('many without anything below them stand in columns of eight', () => {
    const places = layoutMap(Array.from({ length: 20 }, (_, n) => ({ key: `${n}`, parent: null })))
    expect(new Set(places.map(({ x }) => x)).size).toBe(3)
    expect(places.every(({ isStacked }) => isStacked)).toBe(true)
  })
})
