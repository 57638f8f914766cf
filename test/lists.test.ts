// Lists, page by page, and the description of the API: both read from openapi.json, so that a new operation is included.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../src/contract/contract.ts'
import { operationsOf } from '../src/server/doors/router.ts'
import { runPull } from '../src/server/features/connections/pull-job.ts'
import { type Answer, startTestApp, type TestApp } from './app.ts'
import { type Client, type Company, fillCompany, stirredWeeks, weeklyKpi } from './company.ts'

type Schema = { $ref?: string } & Record<string, unknown>
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema }
type Operation = {
  operationId: string
  summary?: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>
}
type Document = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components?: { securitySchemes?: Record<string, unknown> }
}

let app: TestApp
let me: Client & { workspaceId: string; memberId: string }
let company: Company
let document: Document

beforeAll(async () => {
  app = await startTestApp()
  me = await app.setup()
  company = await fillCompany(app, me)
  document = (await me.get<Document>('/openapi.json')).body
  // A second and a third of everything that is listed, two of them made in the same instant.
  const { body: cycle } = await me.post('/cycles', {
    name: 'Quý 3',
    kind: 'quarter',
    start: '2026-07-01',
    end: '2026-09-30',
  })
  await me.post('/cycles', {
    name: 'Tuần này',
    kind: 'custom',
    start: '2026-06-01',
    end: '2026-07-01',
    state: 'active',
  })
  for (const name of ['Kho', 'Bán hàng']) {
    await me.post('/units', { name })
    await me.post('/saved-views', { name, search: {} })
    const issuer = `https://${name.length}.saomai.vn`
    await me.post('/sign-in-providers', { name, issuer, clientId: 'nhip-cau' })
    await me.post('/scim-tokens', { name })
    await me.post('/invitations', { email: `${name.length}@saomai.vn` })
    const { body: objective } = await me.post('/objectives', { title: `Đích của ${name}`, cycleId: cycle.id })
    const measure = { kind: 'reach', start: 0, target: 10, unit: '' }
    await me.post('/key-results', { objectiveId: objective.id, title: name, measure })
    await me.post('/key-results', { objectiveId: objective.id, title: name, measure })
    await me.post('/initiatives', { title: name, objectiveId: objective.id })
    const { body: put } = await me.post('/initiatives', { title: `${name} cũ`, objectiveId: objective.id })
    await me.patch(`/initiatives/${put.id}`, { archived: true })
    const { body: shelved } = await me.post('/kpis', { ...weeklyKpi, name: `${name} cũ` })
    await me.patch(`/kpis/${shelved.id}`, { archived: true })
    const { body: kpi } = await me.post('/kpis', { ...weeklyKpi, name })
    await me.post(`/kpis/${kpi.id}/measurements`, stirredWeeks)
    await me.post('/scorecards', {
      ...{ name, memberId: me.memberId, start: '2026-04-01', end: '2026-06-30' },
      items: [{ kpiId: kpi.id, weight: 1, min: 60, target: 40, max: 30 }],
    })
    const address = { url: 'http://10.0.0.1/goi.csv' }
    const { body: connection } = await me.post('/connections', { name, kind: 'csv', address })
    await me.post('/pulls', {
      ...{ connectionId: connection.id, kpiId: kpi.id, query: {}, schedule: { every: 'hour' } },
      mapping: { at: 'ngày', value: 'phút' },
    })
    // A closed address: each run fails, and stands in the log.
    const { workspaceId } = me
    await runPull(app.server, { workspaceId, pullId: company.pull.id, cause: 'schedule', attempt: 1 })
  }
  await me.post(`/kpis/${company.kpi.id}/measurements`, { at: '2026-06-15', value: 61, externalId: 'a' })
  await me.post(`/kpis/${company.kpi.id}/measurements`, { at: '2026-06-15', value: 62, externalId: 'b' })
  await me.patch(`/cycles/${company.cycle.id}`, { state: 'active' })
  for (const about of [
    { kind: 'key_result', id: company.manual.id },
    { kind: 'initiative', id: company.initiative.id },
  ])
    for (const text of ['Một', 'Hai'])
      await company.member.post('/comments', { about, text: `@{${me.memberId}} ${text}` })
  await me.patch(`/initiatives/${company.initiative.id}`, { due: '2026-07-01' })
  for (const date of ['2026-06-08', '2026-06-09', '2026-06-09', '2026-06-21'])
    await me.post(`/key-results/${company.manual.id}/check-ins`, { date, value: 3 })
})
afterAll(() => app.stop())

/** Paths of the lists that are read in pages, with the ids of the company in place. */
function pagedPaths(): string[] {
  const paged = Object.entries(document.paths).filter(([, { get }]) =>
    get?.parameters?.some(({ name }) => name === 'cursor'),
  )
  return paged.map(([path]) =>
    path
      .replace('/kpis/{id}', `/kpis/${company.kpi.id}`)
      .replace('/pulls/{id}', `/pulls/${company.pull.id}`)
      .replace('/key-results/{id}', `/key-results/${company.manual.id}`)
      .replace('/objectives/{id}', `/objectives/${company.objective.id}`)
      .replace('/initiatives/{id}', `/initiatives/${company.initiative.id}`),
  )
}

type Page = { items: { id: string }[]; nextCursor: string | null }

async function walk(path: string, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const and: string = path.includes('?') ? '&' : '?'
    const answer: Answer<Page> = await me.get<Page>(
      `${path}${and}limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.body.items.length).toBeLessThanOrEqual(limit)
    ids.push(...answer.body.items.map(({ id }) => id))
    cursor = answer.body.nextCursor
    expect(ids.length).toBeLessThan(500)
  }
  return ids
}

describe('keyset pages', () => {
  test('every list, one by one and two by two, gives what one page gives: all of it once, in the same order', async () => {
    const paths = pagedPaths()
    expect(paths.length).toBeGreaterThanOrEqual(11)
    for (const path of [...paths, `/key-results/${company.manual.id}/check-ins?versions=true`]) {
      const whole = await walk(path, 500)
      expect(whole.length, path).toBeGreaterThanOrEqual(2)
      expect(new Set(whole).size, path).toBe(whole.length)
      expect(await walk(path, 1), path).toEqual(whole)
      expect(await walk(path, 2), path).toEqual(whole)
    }
  })

  test('a row written while one reads neither repeats nor hides another', async () => {
    const { body: first } = await me.get<Page>('/audit?limit=3')
    await me.post('/units', { name: 'Chen ngang' })
    const { body: second } = await me.get<Page>(`/audit?limit=3&cursor=${first.nextCursor}`)
    const { body: whole } = await me.get<Page>('/audit?limit=7')
    expect([...first.items, ...second.items]).toEqual(whole.items.slice(1))
  })

  test('a cursor that is not ours is refused by every list, with its field named', async () => {
    const forged = [
      'x',
      Buffer.from('["a","b"]').toString('base64url'),
      Buffer.from('["a"]').toString('base64url'),
      Buffer.from('["2026-02-30","a","b"]').toString('base64url'),
    ]
    for (const path of pagedPaths())
      for (const cursor of forged) {
        const { status, body } = await me.get(`${path}?cursor=${cursor}`)
        expect([path, status, body.errors?.[0].field]).toEqual([path, 400, 'cursor'])
      }
  })
})

describe('openapi.json', () => {
  const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path))

  test('is OpenAPI 3.1 and names every operation of the contract, each once', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: 'Nhịp Cầu', version: '1' })
    const named = operations().map(({ operationId }) => operationId)
    expect(named.toSorted()).toEqual(
      operationsOf(contract)
        .map(({ name }) => name)
        .toSorted(),
    )
    expect(document.components?.securitySchemes).toEqual({ key: { type: 'http', scheme: 'bearer' } })
  })

  test('declares every part of a path, a summary and an answer for each', () => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(methods)) {
        const at = `${method} ${path}`
        expect(['get', 'post', 'put', 'patch', 'delete'], at).toContain(method)
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
        const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
        expect(declared.map(({ name }) => name).toSorted(), at).toEqual(inPath.toSorted())
        expect(
          declared.every(({ required }) => required === true),
          at,
        ).toBe(true)
        expect(
          (operation.parameters ?? []).every(({ schema }) => schema !== undefined),
          at,
        ).toBe(true)
        expect(operation.summary, at).toMatch(/\S/)
        const success = Object.entries(operation.responses).find(([status]) => /^2\d\d$/.test(status))
        expect(success?.[1].description, at).toBeTypeOf('string')
        // A picture and a file are the answers that are no JSON.
        const type = at.endsWith('.svg')
          ? 'image/svg+xml'
          : at.endsWith('{fileId}')
            ? 'application/octet-stream'
            : 'application/json'
        expect(success?.[1].content?.[type]?.schema, at).toBeDefined()
        if (method === 'get') expect(operation.requestBody, at).toBeUndefined()
      }
  })

  test('refers to nothing that is not there', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '')
    const resolve = (ref: string) =>
      ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
    for (const ref of refs) expect([ref, typeof resolve(ref)]).toEqual([ref, 'object'])
  })

  test('says of a body what the server asks of it', () => {
    const body = document.paths['/kpis']?.post?.requestBody?.content['application/json']?.schema as {
      required: string[]
      properties: Record<string, { enum?: string[] }>
    }
    expect(body.required.toSorted()).toEqual(['aggregation', 'direction', 'frequency', 'name', 'unit'])
    expect(body.properties.direction?.enum).toEqual(['up', 'down', 'range'])
  })
})
