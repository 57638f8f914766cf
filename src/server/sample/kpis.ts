// The sample company's twelve KPIs: two years of weekly figures each, the same at every set-up.
import type { NewKpiInput } from '../../contract/kpi.ts'

export type Bilingual = readonly [vi: string, en: string]

export type SampleKpi = {
  key: string
  name: Bilingual
  unit: Bilingual
  category: Bilingual
  team: 'service' | 'sales' | 'operations'
  direction: NewKpiInput['direction']
  aggregation: NewKpiInput['aggregation']
  target: NonNullable<NewKpiInput['target']>
  precision: number
  /** Level and spread of week `ago` (1 is the last closed week). */
  level: (ago: number) => number
  spread: number
  floor?: number
  ceiling?: number
}

const service: Bilingual = ['Dịch vụ khách hàng', 'Customer service']
const sales: Bilingual = ['Kinh doanh', 'Sales']
const operations: Bilingual = ['Vận hành', 'Operations']

/** From one level to another over some weeks, beginning `from` weeks ago. */
const change = (before: number, after: number, from: number, over: number) => (ago: number) =>
  before + (after - before) * Math.min(1, Math.max(0, (from - ago) / over))

const steady = (level: number) => () => level

/** Where the numbers of each team come from. */
export const sampleSources: Record<SampleKpi['team'], Bilingual> = {
  service: ['Tổng đài và phần mềm chăm sóc khách hàng', 'Switchboard and help desk'],
  sales: ['Phần mềm bán hàng, chốt tối Chủ nhật', 'Sales system, as of Sunday evening'],
  operations: ['Kho và đơn vị vận chuyển, chốt tối Chủ nhật', 'Warehouse and carriers, as of Sunday evening'],
}

export const sampleKpis: SampleKpi[] = [
  {
    key: 'response',
    name: ['Thời gian trả lời trung bình', 'Average response time'],
    unit: ['phút', 'min'],
    category: service,
    team: 'service',
    direction: 'down',
    aggregation: 'mean',
    target: 30,
    precision: 1,
    level: change(48, 30, 35, 8),
    spread: 1.5,
    floor: 0,
  },
  {
    key: 'rings',
    name: ['Cuộc gọi nghe trong 3 hồi chuông', 'Calls answered within 3 rings'],
    unit: ['%', '%'],
    category: service,
    team: 'service',
    direction: 'up',
    aggregation: 'mean',
    target: 95,
    precision: 1,
    level: steady(92),
    spread: 1.6,
    ceiling: 100,
  },
  {
    key: 'complaints',
    name: ['Khiếu nại quá hạn', 'Overdue complaints'],
    unit: ['vụ', 'cases'],
    category: service,
    team: 'service',
    direction: 'down',
    aggregation: 'sum',
    target: 3,
    precision: 0,
    level: steady(4),
    spread: 1.3,
    floor: 0,
  },
  {
    key: 'nps',
    name: ['Điểm NPS', 'NPS'],
    unit: ['điểm', 'points'],
    category: service,
    team: 'service',
    direction: 'up',
    aggregation: 'mean',
    target: 80,
    precision: 0,
    level: steady(71),
    spread: 2.2,
    ceiling: 100,
  },
  {
    key: 'revenue',
    name: ['Doanh thu dòng sản phẩm mới', 'Revenue of the new product line'],
    unit: ['₫', '₫'],
    category: sales,
    team: 'sales',
    direction: 'up',
    aggregation: 'sum',
    target: 2_300_000_000,
    precision: 0,
    level: change(1.15e9, 2.45e9, 15, 5),
    spread: 0.13e9,
    floor: 0,
  },
  {
    key: 'closing',
    name: ['Tỷ lệ chốt đơn', 'Closing rate'],
    unit: ['%', '%'],
    category: sales,
    team: 'sales',
    direction: 'up',
    aggregation: 'mean',
    target: 25,
    precision: 1,
    level: steady(19),
    spread: 1.2,
    floor: 0,
    ceiling: 100,
  },
  {
    key: 'orders',
    name: ['Đơn hàng mới', 'New orders'],
    unit: ['đơn', 'orders'],
    category: sales,
    team: 'sales',
    direction: 'up',
    aggregation: 'sum',
    target: 300,
    precision: 0,
    level: steady(318),
    spread: 14,
    floor: 0,
  },
  {
    key: 'delivery',
    name: ['Thời gian giao hàng', 'Delivery time'],
    unit: ['ngày', 'days'],
    category: operations,
    team: 'operations',
    direction: 'down',
    aggregation: 'mean',
    target: 2.5,
    precision: 2,
    level: (ago) => (ago <= 3 ? 3.3 : 2.4),
    spread: 0.11,
    floor: 0,
  },
  {
    key: 'on_time',
    name: ['Tỷ lệ giao đúng hẹn', 'Delivered on time'],
    unit: ['%', '%'],
    category: operations,
    team: 'operations',
    direction: 'up',
    aggregation: 'mean',
    target: 96,
    precision: 1,
    level: steady(91),
    spread: 1.1,
    ceiling: 100,
  },
  {
    key: 'defects',
    name: ['Tỷ lệ lỗi', 'Defect rate'],
    unit: ['%', '%'],
    category: operations,
    team: 'operations',
    direction: 'down',
    aggregation: 'mean',
    target: 2,
    precision: 2,
    level: steady(1.4),
    spread: 0.14,
    floor: 0,
  },
  {
    key: 'cost',
    name: ['Chi phí mỗi đơn', 'Cost per order'],
    unit: ['nghìn ₫', 'thousand ₫'],
    category: operations,
    team: 'operations',
    direction: 'down',
    aggregation: 'mean',
    target: 42,
    precision: 1,
    level: steady(44),
    spread: 1.4,
    floor: 0,
  },
  {
    key: 'stock',
    name: ['Số ngày tồn kho', 'Days of stock'],
    unit: ['ngày', 'days'],
    category: operations,
    team: 'operations',
    direction: 'range',
    aggregation: 'last',
    target: { lower: 20, upper: 40 },
    precision: 0,
    level: steady(30),
    spread: 2.4,
    floor: 0,
  },
]

/** The value of week `ago`: its level and noise that is the same at every set-up. */
export function sampleValue(kpi: SampleKpi, ago: number): number {
  const noise = wave(`${kpi.key}:${ago}`) + wave(`${ago}:${kpi.key}`) + wave(`${kpi.key}/${ago}`)
  const value = kpi.level(ago) + noise * kpi.spread
  const bounded = Math.min(
    kpi.ceiling ?? Number.POSITIVE_INFINITY,
    Math.max(kpi.floor ?? Number.NEGATIVE_INFINITY, value),
  )
  const scale = kpi.unit[0] === '₫' ? 1e-6 : 10 ** kpi.precision
  return Math.round(bounded * scale) / scale
}

/** A number in [−1, 1) that a text always gives (FNV-1a). */
function wave(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 31 - 1
}
