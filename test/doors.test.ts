// One operation, every door: REST, the typed client and MCP give the same results, audit rows and refusals.
import { Client as McpClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../src/contract/contract.ts'
import { operationsOf } from '../src/server/doors/router.ts'
import { newId } from '../src/server/platform/ids.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, query, stirredWeeks, weeklyKpi } from './company.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

type Problem = { code: string; status: number; detail: string; errors?: { field: string; code: string }[] }
type Outcome = { output: unknown } | { problem: Problem }
type Headers = Record<string, string>

/** Calls an operation by its name through one door. */
type Door = {
  name: string
  call(operation: string, input: Record<string, unknown>, headers: Headers): Promise<Outcome>
}

/** Where the operations of this test stand in REST: what of the input goes into the path, and what into the body. */
const routes: Record<
  string,
  {
    method: string
    path: (input: Record<string, unknown>) => string
    body?: (input: Record<string, unknown>) => unknown
  }
> = {
  'kpis.create': { method: 'POST', path: () => '/kpis', body: (input) => input },
  'kpis.update': { method: 'PATCH', path: ({ id }) => `/kpis/${id}`, body: ({ id: _, ...rest }) => rest },
  'kpis.chart': { method: 'GET', path: ({ id }) => `/kpis/${id}/chart` },
  'kpis.list': { method: 'GET', path: ({ cursor }) => `/kpis${cursor ? `?cursor=${cursor}` : ''}` },
  'measurements.push': {
    method: 'POST',
    path: ({ params }) => `/kpis/${(params as { id: string }).id}/measurements`,
    body: ({ body }) => body,
  },
  'objectives.create': { method: 'POST', path: () => '/objectives', body: (input) => input },
  'objectives.get': { method: 'GET', path: ({ id }) => `/objectives/${id}` },
  'checkIns.publish': {
    method: 'POST',
    path: ({ id }) => `/key-results/${id}/check-ins`,
    body: ({ id: _, ...rest }) => rest,
  },
  'loop.draft': { method: 'POST', path: ({ id }) => `/kpis/${id}/okr-draft`, body: () => ({}) },
}

const rest: Door = {
  name: 'http',
  async call(operation, input, headers) {
    const route = routes[operation]
    if (!route) throw new Error(`${operation} has no route here`)
    const response = await fetch(`${app.url}/api/v1${route.path(input)}`, {
      method: route.method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(route.body ? { body: JSON.stringify(route.body(input)) } : {}),
    })
    const body = await response.json()
    return response.ok ? { output: body } : { problem: { ...body, status: response.status } }
  },
}

const rpc: Door = {
  name: 'rpc',
  async call(operation, input, headers) {
    const client: unknown = createORPCClient(new RPCLink({ url: `${app.url}/rpc`, headers }))
    const procedure = operation.split('.').reduce((at, key) => (at as Record<string, unknown>)[key], client)
    try {
      return { output: await (procedure as (given: unknown) => Promise<unknown>)(input) }
    } catch (error) {
      if (!(error instanceof ORPCError)) throw error
      return { problem: { ...error.data, status: error.status } }
    }
  },
}

const toolName = (operation: string) => operation.replaceAll('.', '_')

async function connect(headers: Headers): Promise<McpClient> {
  const client = new McpClient({ name: 'test', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(`${app.url}/mcp`), { requestInit: { headers } })
  await client.connect(transport as Transport)
  return client
}

const mcp: Door = {
  name: 'mcp',
  async call(operation, input, headers) {
    const client = await connect(headers)
    const result = await client.callTool({ name: toolName(operation), arguments: input })
    await client.close()
    const [content] = result.content as { type: string; text: string }[]
    const told = JSON.parse(content?.text ?? 'null')
    if (result.isError) return { problem: told }
    expect(result.structuredContent).toEqual(told)
    return { output: told }
  },
}

const bearer = (key: string): Headers => ({ authorization: `Bearer ${key}` })

/** Ids differ from run to run: each is replaced by its order of appearance. */
function masked<T>(value: T): T {
  const seen = new Map<string, string>()
  const text = JSON.stringify(value).replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    const name = seen.get(id) ?? `#${seen.size + 1}`
    seen.set(id, name)
    return name
  })
  return JSON.parse(text)
}

let companies = 0

/** A workspace with a measured KPI, an active cycle, an objective and a key result, always the same. */
async function company() {
  companies += 1
  const me = await app.setup('Công ty Sao Mai', `lan${companies}@saomai.vn`)
  const { body: kpi } = await me.post('/kpis', weeklyKpi)
  const { body: cycle } = await me.post('/cycles', {
    name: 'Quý 2',
    kind: 'quarter',
    start: '2026-04-01',
    end: '2026-06-30',
    state: 'active',
  })
  const { body: objective } = await me.post('/objectives', { title: 'Được nghe ngay', cycleId: cycle.id })
  const measure = { kind: 'keep', upper: 3, unit: 'hồi chuông' }
  const { body: keyResult } = await me.post('/key-results', {
    objectiveId: objective.id,
    title: 'Ba hồi chuông',
    measure,
  })
  const viewer = await addMember(app, me.workspaceId, { role: 'viewer' })
  return { me, kpi, cycle, objective, keyResult, viewer }
}

type Setting = Awaited<ReturnType<typeof company>>
type Step = (setting: Setting) => [operation: string, input: Record<string, unknown>]

/** Runs the steps through a door in a company of its own; answers with what came back and what was left in the audit. */
async function through(door: Door, steps: Step[]) {
  const setting = await company()
  const [{ last } = { last: '' }] = await query<{ last: string }>(
    app,
    'select max(id::text) as last from audit where workspace_id = $1',
    [setting.me.workspaceId],
  )
  const outcomes: Outcome[] = []
  for (const step of steps) outcomes.push(await door.call(...step(setting), bearer(setting.me.apiKey)))
  const audit = await query(
    app,
    `select door, operation, subject_kind, subject_id, before, after, actor_id from audit
     where workspace_id = $1 and id::text > $2 order by id`,
    [setting.me.workspaceId, last],
  )
  return {
    outcomes: masked(outcomes),
    audit: masked(audit.map(({ door: _, ...row }) => row)),
    doors: new Set(audit.map((row) => row.door)),
  }
}

const tools: Step[] = [
  ({ kpi }) => ['measurements.push', { params: { id: kpi.id }, body: stirredWeeks }],
  ({ kpi }) => ['measurements.push', { params: { id: kpi.id }, body: { at: '2026-06-15', value: 58 } }],
  ({ kpi }) => ['kpis.chart', { id: kpi.id }],
  ({ kpi }) => ['loop.draft', { id: kpi.id }],
  ({ keyResult }) => [
    'checkIns.publish',
    { id: keyResult.id, date: '2026-06-22', value: 2, confidence: 8, note: 'Đều' },
  ],
  ({ objective }) => ['objectives.get', { id: objective.id }],
]

const creations: Step[] = [
  () => [
    'kpis.create',
    { ...weeklyKpi, name: 'Doanh thu', direction: 'up', aggregation: 'sum', target: 15e9, unit: '₫' },
  ],
  ({ cycle, kpi }) => [
    'objectives.create',
    { title: 'Gấp đôi doanh thu', cycleId: cycle.id, fromKpiId: kpi.id },
  ],
]

describe('the same calls', () => {
  test('of tools, through all three doors', async () => {
    const [http, typed, assistant] = [
      await through(rest, tools),
      await through(rpc, tools),
      await through(mcp, tools),
    ]
    expect(http.outcomes.map((outcome) => 'problem' in outcome && outcome.problem)).toEqual(
      tools.map(() => false),
    )
    expect(http.outcomes[0]).toEqual({ output: { created: 24, replaced: 0, unchanged: 0 } })
    expect(http.outcomes[1]).toEqual({ output: { created: 0, replaced: 1, unchanged: 0 } })
    expect(http.outcomes[2]).toMatchObject({
      output: {
        signals: [
          { rule: 'outside', side: 'above' },
          { rule: 'outside', side: 'range' },
        ],
        variation: 'concern',
      },
    })
    expect(http.audit.map(({ operation, subject_kind }) => `${operation} ${subject_kind}`)).toEqual([
      'measurements.push signal',
      'measurements.push signal',
      'measurements.push kpi',
      'measurements.push kpi',
      'checkIns.publish key_result',
    ])
    expect(typed.outcomes).toEqual(http.outcomes)
    expect(assistant.outcomes).toEqual(http.outcomes)
    expect(typed.audit).toEqual(http.audit)
    expect(assistant.audit).toEqual(http.audit)
    expect([http.doors, typed.doors, assistant.doors]).toEqual([
      new Set(['http']),
      new Set(['rpc']),
      new Set(['mcp']),
    ])
  })

  test('of what is no tool, through REST and the typed client; MCP does not know it', async () => {
    const [http, typed] = [await through(rest, creations), await through(rpc, creations)]
    expect(http.outcomes).toMatchObject([
      { output: { slug: 'doanh_thu', target: 15e9 } },
      { output: { title: 'Gấp đôi doanh thu' } },
    ])
    expect(typed.outcomes).toEqual(http.outcomes)
    expect(typed.audit).toEqual(http.audit)
    const { outcomes, audit } = await through(mcp, [() => ['no.such', {}]])
    expect(outcomes).toEqual([{ problem: { code: 'not_found', detail: 'no such tool' } }])
    expect(audit).toEqual([])
  })

  test('under one idempotency key leave one row, whichever door they come through', async () => {
    const { me, keyResult } = await company()
    const headers = { ...bearer(me.apiKey), 'idempotency-key': 'one' }
    const input = { id: keyResult.id, date: '2026-06-20', value: 3 }
    const outcomes = []
    for (const door of [mcp, rest, rpc]) outcomes.push(await door.call('checkIns.publish', input, headers))
    expect(outcomes[0]).toMatchObject({ output: { value: 3 } })
    expect([outcomes[1], outcomes[2]]).toEqual([outcomes[0], outcomes[0]])
    expect(await query(app, 'select id from check_in where key_result_id = $1', [keyResult.id])).toHaveLength(
      1,
    )
  })
})

describe('the same refusals', () => {
  const refusals: {
    code: string
    status: number
    step: Step
    as?: (setting: Setting) => Headers
    before?: (setting: Setting) => Promise<unknown>
  }[] = [
    {
      code: 'invalid_input',
      status: 400,
      step: ({ keyResult }) => ['checkIns.publish', { id: keyResult.id, date: '2026-06-22', confidence: 11 }],
    },
    { code: 'invalid_input', status: 400, step: () => ['kpis.list', { cursor: 'x' }] },
    { code: 'not_signed_in', status: 401, step: ({ kpi }) => ['kpis.chart', { id: kpi.id }], as: () => ({}) },
    {
      code: 'not_signed_in',
      status: 401,
      step: ({ kpi }) => ['kpis.chart', { id: kpi.id }],
      as: () => bearer('nc_wrong'),
    },
    {
      code: 'wrong_origin',
      status: 403,
      step: ({ keyResult }) => ['checkIns.publish', { id: keyResult.id, date: '2026-06-22', value: 1 }],
      as: () => ({ cookie: 'nhipcau.session_token=x', origin: 'https://ke-xau.example' }),
    },
    {
      code: 'not_allowed',
      status: 403,
      step: ({ kpi }) => [
        'measurements.push',
        { params: { id: kpi.id }, body: { at: '2026-06-15', value: 1 } },
      ],
      as: ({ viewer }) => bearer(viewer.key),
    },
    { code: 'not_found', status: 404, step: () => ['kpis.chart', { id: newId() }] },
    {
      code: 'cycle_closed',
      status: 409,
      before: async ({ me, cycle, objective }) => {
        await me.patch(`/cycles/${cycle.id}`, { state: 'review' })
        await me.patch(`/objectives/${objective.id}/review`, { decision: 'drop' })
        await me.patch(`/cycles/${cycle.id}`, { state: 'closed' })
      },
      step: ({ keyResult }) => ['checkIns.publish', { id: keyResult.id, date: '2026-06-22', value: 1 }],
    },
    {
      code: 'measurement_future',
      status: 422,
      step: ({ kpi }) => [
        'measurements.push',
        { params: { id: kpi.id }, body: [{ at: '2026-06-23', value: 1 }] },
      ],
    },
    {
      code: 'check_in_empty',
      status: 422,
      step: ({ keyResult }) => ['checkIns.publish', { id: keyResult.id, date: '2026-06-22' }],
    },
  ]

  test.each(refusals)('$code', async ({ code, status, step, as, before }) => {
    // A refusal leaves nothing behind, so one company serves all three.
    const setting = await company()
    await before?.(setting)
    const headers = as?.(setting) ?? bearer(setting.me.apiKey)
    const problems = []
    for (const door of [rest, rpc, mcp]) {
      const outcome = await door.call(...step(setting), headers)
      problems.push('problem' in outcome ? outcome.problem : outcome)
    }
    const [http, typed, assistant] = problems
    expect(http).toMatchObject({ code, status })
    expect(typed).toEqual(http)
    expect(assistant).toEqual(http)
  })

  test('412 through REST and the typed client', async () => {
    for (const door of [rest, rpc]) {
      const { me, kpi } = await company()
      await me.patch(`/kpis/${kpi.id}`, { target: 25 })
      const outcome = await door.call(
        'kpis.update',
        { id: kpi.id, target: 20 },
        { ...bearer(me.apiKey), 'if-match': '"1"' },
      )
      expect(outcome).toMatchObject({
        problem: { code: 'changed_since', status: 412, errors: [{ field: 'target', message: '25' }] },
      })
    }
  })
})

describe('MCP', () => {
  test('offers exactly the operations that have a tool’s wording, each with its schema', async () => {
    const { me } = await company()
    const client = await connect(bearer(me.apiKey))
    const { tools: offered } = await client.listTools()
    await client.close()
    const worded = operationsOf(contract).filter(({ meta }) => meta.tool !== undefined)
    expect(offered.map(({ name }) => name)).toEqual(worded.map(({ name }) => toolName(name)))
    expect(offered.map(({ description }) => description)).toEqual(worded.map(({ meta }) => meta.tool))
    expect(offered.map(({ annotations }) => annotations?.readOnlyHint)).toEqual(
      worded.map(({ meta }) => meta.safe),
    )
    const publish = offered.find(({ name }) => name === 'checkIns_publish')
    expect(publish?.inputSchema.required).toEqual(['id', 'date'])
  })

  test('keeps no stream open for whoever asks, and takes no body without end', async () => {
    const stream = await fetch(`${app.url}/mcp`, { headers: { accept: 'text/event-stream' } })
    expect([stream.status, stream.headers.get('allow')]).toEqual([405, 'POST'])
    const large = await fetch(`${app.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `"${'x'.repeat(9 * 1024 * 1024)}"`,
    })
    expect(large.status).toBe(413)
  })
})
