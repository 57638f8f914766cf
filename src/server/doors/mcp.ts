// MCP over streamable HTTP, stateless: every operation of the contract that has a tool's wording is a tool.
import { Server as McpServer } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { call, getRouter, isProcedure } from '@orpc/server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Server } from '../platform/operation-context.ts'
import { Refusal } from '../platform/refusal.ts'
import { callOf, maxBodySize, namedLocale } from './http.ts'
import { toProblem } from './problem.ts'
import { type AppRouter, type Bound, operationsOf } from './router.ts'

export function mcpDoor(server: Server, contract: unknown, router: AppRouter): Hono {
  const operations = operationsOf(contract).filter(({ meta }) => meta.tool !== undefined)
  const tools = operations.map((operation) => describe(operation, router))
  const door = new Hono()
  const limited = bodyLimit({
    maxSize: maxBodySize,
    onError: (c) =>
      c.json(toProblem(new Refusal('too_large'), namedLocale(c.req.raw.headers) ?? 'vi', server.log), 413),
  })
  // Stateless: there is no stream to open and no session to end.
  door.on(['GET', 'DELETE'], '/mcp', (c) => c.body(null, 405, { allow: 'POST' }))
  door.post('/mcp', limited, async (c) => {
    const mcp = new McpServer({ name: 'nhipcau', version: '0.1.0' }, { capabilities: { tools: {} } })
    mcp.setRequestHandler(ListToolsRequestSchema, () => ({ tools }))
    mcp.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
      const operation = operations.find(({ name }) => toolName(name) === params.name)
      return run(server, router, operation, params.arguments ?? {}, c.req.raw.headers)
    })
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
    await mcp.connect(transport)
    return transport.handleRequest(c.req.raw)
  })
  return door
}

/** Tool names allow no dots: `kpis.chart` is `kpis_chart`. */
const toolName = (name: string) => name.replaceAll('.', '_')

function describe({ name, path, meta }: Bound, router: AppRouter) {
  const procedure = getRouter(router, path)
  if (!isProcedure(procedure)) throw new Error(`${name} is not bound`)
  const schema = procedure['~orpc'].inputSchema as z.ZodType
  const { $schema: _, ...inputSchema } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const description = meta.tool ?? meta.summary
  return {
    name: toolName(name),
    description,
    inputSchema: { ...inputSchema, type: 'object' as const },
    annotations: { readOnlyHint: meta.safe, title: meta.summary },
  }
}

async function run(
  server: Server,
  router: AppRouter,
  operation: Bound | undefined,
  input: unknown,
  headers: Headers,
) {
  const context = callOf(headers, 'mcp')
  try {
    const procedure = operation && getRouter(router, operation.path)
    if (!isProcedure(procedure)) return failure({ code: 'not_found', detail: 'no such tool' })
    const output = await call(procedure, input, { context })
    return {
      content: [{ type: 'text' as const, text: JSON.stringify(output) }],
      structuredContent: output as Record<string, unknown>,
    }
  } catch (error) {
    return failure(toProblem(error, context.locale ?? 'vi', server.log))
  }
}

function failure(problem: object) {
  return { isError: true, content: [{ type: 'text' as const, text: JSON.stringify(problem) }] }
}
