// The sample company with what the sample lacks, so that no screen is empty: people, a file that is pulled, scorecards,
// comments, a closed cycle that is long enough for calibration, a formula, something archived.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, vi } from 'vitest'
import { openBrowser } from '../test/browser.ts'
import type { Product } from './product.ts'

type Api = ReturnType<Product['api']>
type Named = { id: string; name: string; title: string }

export const password = 'mat-khau-rat-dai'
export const owner = { name: 'Lan', email: 'lan@saomai.vn', password }

export type WholeCompany = Awaited<ReturnType<typeof foundCompany>>

/** Today is Monday, 23 November 2026: the eighth week of the sample's quarter. */
export async function foundCompany(product: Product) {
  const setup = await product
    .api('')
    .post('/setup', { workspace: { name: 'Công ty Sao Mai' }, owner, sample: true })
  expect(setup.status).toBe(201)
  const api = product.api(setup.body.apiKey)
  const { make, all } = speaking(api)
  const units = named(await all('/units'))
  const kpis = named(await all('/kpis'))
  const cycles = named(await all('/cycles'))
  const objectives = named(await all('/objectives'))
  const keyResults = named(await all('/key-results'))
  const hoa = await joinedBy(product, api, units('Kinh doanh'))
  const open = await invite(api, { email: 'nam@saomai.vn', role: 'viewer' })

  const onTime = keyResults('Tăng tỷ lệ giao đúng hẹn từ 91% lên 96%')
  const delivery = objectives('Khách nhận hàng đúng như đã hẹn')
  await talk(api, make, delivery, setup.body.memberId, hoa)
  await make('/initiatives', {
    ...{ title: 'Hẹn giờ giao trong khung hai tiếng', due: '2026-11-10', keyResultIds: [onTime] },
    bet: { keyResultId: onTime, effect: 3, lag: 4 },
  })
  await make('/saved-views', { name: 'Cần xem sáng thứ hai', search: { status: 'off_track,at_risk' } })
  const archived = await make('/objectives', { title: 'Mở kho thứ hai', cycleId: cycles('Quý này') })
  await api.patch(`/objectives/${archived}`, { archived: true })
  const formula = await make('/kpis', {
    ...{ name: 'Doanh thu mỗi đơn', unit: '₫', direction: 'up', frequency: 'week', aggregation: 'mean' },
    formula: 'doanh_thu_dong_san_pham_moi / don_hang_moi',
  })
  const kpiIds = [kpis('Khiếu nại quá hạn'), kpis('Thời gian giao hàng'), kpis('Đơn hàng mới')] as const
  const months = { start: '2026-10-01', end: '2026-10-31' }
  const card = (name: string, whose: object) =>
    make('/scorecards', {
      ...{ name, ...whose, ...months },
      items: [
        { kpiId: kpiIds[0], weight: 1, min: 40, target: 15, max: 8 },
        { kpiId: kpiIds[1], weight: 2, min: 4, target: 2.5, max: 2 },
        { kpiId: kpiIds[2], weight: 1, min: 900, target: 1300, max: 1600 },
      ],
    })
  const submitted = await card('Vận hành, tháng 10', { unitId: units('Vận hành') })
  const evidence = [{ kind: 'text', text: 'Số liệu lấy từ tổng đài và từ kho, chốt ngày 02/11.' }]
  expect((await api.post(`/scorecards/${submitted}/submit`, { evidence })).status).toBe(200)
  const drafted = await card('Hoà, tháng 10', { memberId: hoa.id })
  const source = await pullAFile(api, make, kpis('Chi phí mỗi đơn'))
  await closeALongCycle(api, make)
  return {
    ...{ api, units, kpis, cycles, objectives, keyResults, hoa, open, formula, delivery },
    scorecards: { submitted, drafted },
    stop: () => source.close(),
  }
}

type Hoa = Awaited<ReturnType<typeof joinedBy>>
type Make = (path: string, body: object) => Promise<string>

function speaking(api: Api) {
  return {
    make: async (path: string, body: object): Promise<string> => {
      const answer = await api.post(path, body)
      expect([path, answer.status, answer.body.detail]).toEqual([path, 201, undefined])
      return answer.body.id
    },
    all: async (path: string): Promise<Named[]> => (await api.get(`${path}?limit=500`)).body.items,
  }
}

/** Ids by name or title. */
const named = (items: Named[]) => (name: string) => {
  const found = items.find((item) => item.name === name || item.title === name)
  if (!found) throw new Error(`nothing is called ${name}`)
  return found.id
}

/** The token of the link that an invitation is answered with. */
export async function invite(api: Api, invitation: object): Promise<string> {
  const { status, body } = await api.post('/invitations', invitation)
  expect(status).toBe(201)
  return new URL(body.link).pathname.split('/').at(-1) ?? ''
}

async function joinedBy(product: Product, api: Api, unitId: string) {
  const email = 'hoa@saomai.vn'
  const token = await invite(api, { email, unitIds: [unitId] })
  const joined = await product.api('').post('/join', { token, account: { name: 'Hoà', password } })
  expect(joined.status).toBe(201)
  const session = openBrowser(product)
  await session.signIn(email, password)
  return { id: joined.body.memberId as string, session }
}

/** Two people speak about an objective: a mention, an answer that calls the owner in, a reaction. */
async function talk(api: Api, make: Make, objectiveId: string, ownerId: string, hoa: Hoa): Promise<void> {
  const about = { kind: 'objective', id: objectiveId }
  await make('/comments', {
    about,
    text: `@{${hoa.id}} tuyến nội thành đã chia lại xong chưa?`,
  })
  const answered = await hoa.session.post('/comments', {
    about,
    text: `@{${ownerId}} xong hai quận, còn Thủ Đức chờ thêm một xe. Xem https://saomai.vn/tuyen-giao`,
  })
  expect(answered.status).toBe(201)
  expect((await api.put(`/comments/${answered.body.id}/reactions/thanks`, {})).status).toBe(200)
}

/** A connection to a file on this machine, and one run of its pull that is done. */
async function pullAFile(api: Api, make: Make, kpiId: string) {
  const source = createServer((_, response) =>
    response.end('ngay,chi_phi\n2026-11-16,43.8\n2026-11-17,44.1\n'),
  ).listen(0, '127.0.0.1')
  await once(source, 'listening')
  const address = source.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const connectionId = await make('/connections', {
    ...{
      name: 'Kho số liệu vận hành',
      kind: 'csv',
      address: { url: `http://127.0.0.1:${port}/chi-phi.csv` },
    },
  })
  const pull = await make('/pulls', {
    ...{ connectionId, kpiId, query: {}, mapping: { at: 'ngay', value: 'chi_phi' } },
    schedule: { every: 'day', at: '06:30' },
  })
  expect((await api.post(`/pulls/${pull}/run`, {})).status).toBeLessThan(300)
  await vi.waitFor(
    async () => {
      const { items } = (await api.get(`/pulls?connectionId=${connectionId}`)).body
      expect(items[0].lastRun?.outcome).toBe('done')
    },
    { timeout: 10_000 },
  )
  return { pull, connectionId, close: () => source.close() }
}

/** Twenty key results, said to stand at 4 to 10 of 10 halfway, of which nine came. */
async function closeALongCycle(api: Api, make: Make): Promise<void> {
  const days = { start: '2025-10-01', end: '2025-12-31' }
  const cycleId = await make('/cycles', { name: 'Quý 4/2025', kind: 'quarter', ...days, state: 'active' })
  const objectiveId = await make('/objectives', { title: 'Mở rộng ra miền Trung', cycleId })
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const measure = { kind: 'reach', start: 0, target: 10, unit: 'cửa hàng' }
      const id = await make('/key-results', {
        objectiveId,
        title: `Mười cửa hàng ở tỉnh thứ ${index + 1}`,
        measure,
      })
      await make(`/key-results/${id}/check-ins`, {
        ...{ date: '2025-11-15', value: 3, confidence: 4 + (index % 7) },
      })
      await make(`/key-results/${id}/check-ins`, {
        ...{ date: '2025-12-31', value: index % 7 > 3 || index === 1 ? 10 : 6 },
      })
    }),
  )
  await api.patch(`/cycles/${cycleId}`, { state: 'review' })
  await api.patch(`/objectives/${objectiveId}/review`, {
    decision: 'done',
    learned: 'Chín tỉnh đủ người, các tỉnh khác thiếu quản lý cửa hàng.',
  })
  expect((await api.patch(`/cycles/${cycleId}`, { state: 'closed' })).status).toBe(200)
}
