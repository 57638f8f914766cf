// Connections to where numbers lie, and what is pulled from them for KPIs on a schedule.
import { z } from 'zod'
import { operation } from './operation.ts'
import { At, ById, Id, listOf, Page, Title, versioned } from './shapes.ts'

export const ConnectionKind = z.enum(['postgres', 'mysql', 'sqlite', 'http', 'csv', 'prometheus'])

const DatabaseAddress = z.object({
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535).optional(),
  database: z.string().trim().min(1).max(200),
  user: z.string().trim().min(1).max(200),
  tls: z.boolean().optional(),
})
/** A file in the folder that the operator opened for it. */
const FileAddress = z.object({ file: z.string().trim().min(1).max(500) })
/** `header` names the header that carries the secret; Authorization unless told otherwise. */
const WebAddress = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  header: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,80}$/)
    .optional(),
})
export const ConnectionAddress = z.union([DatabaseAddress, FileAddress, WebAddress])

export const Connection = z.object({
  id: Id,
  name: z.string(),
  kind: ConnectionKind,
  address: ConnectionAddress,
  /** Whether a secret is kept. What it is, nobody reads back. */
  hasSecret: z.boolean(),
  pulls: z.int(),
  ...versioned,
})

/** By kind: SQL; the path to a list in JSON; nothing for a CSV; an expression for Prometheus. */
export const PullQuery = z.union([
  z.object({ sql: z.string().trim().min(1).max(20_000) }),
  z.object({
    expression: z.string().trim().min(1).max(5000),
    /** Hours back, and minutes between two values; an instant query without. */
    range: z.object({ hours: z.int().min(1).max(8784), step: z.int().min(1).max(10_080) }).optional(),
  }),
  z.object({
    /** After the connection's address, with its parameters. */
    path: z.string().max(2000).optional(),
    /** Names and places on the way to the list, with dots: `data.rows`. */
    items: z.string().max(500).optional(),
    numbers: z.enum(['vi', 'en']).optional(),
  }),
])

/** Names of columns, or paths within an item of JSON. */
export const PullMapping = z.object({
  at: z.string().min(1).max(200),
  value: z.string().min(1).max(200).optional(),
  numerator: z.string().min(1).max(200).optional(),
  denominator: z.string().min(1).max(200).optional(),
  externalId: z.string().min(1).max(200).optional(),
  note: z.string().min(1).max(200).optional(),
})

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const PullSchedule = z.union([
  z.object({ every: z.enum(['quarter_hour', 'hour']) }),
  z.object({ every: z.literal('day'), at: Time }),
  z.object({ every: z.literal('week'), weekday: z.int().min(1).max(7), at: Time }),
])

export const PullRun = z.object({
  id: Id,
  startedAt: At,
  endedAt: At,
  cause: z.enum(['schedule', 'hand']),
  attempt: z.int(),
  outcome: z.enum(['done', 'failed']),
  rows: z.int(),
  created: z.int(),
  replaced: z.int(),
  unchanged: z.int(),
  /** Why it failed, in the reader's language. */
  fault: z.string().nullable(),
})

export const Pull = z.object({
  id: Id,
  connectionId: Id,
  kpiId: Id,
  kpiName: z.string(),
  query: PullQuery,
  mapping: PullMapping,
  schedule: PullSchedule,
  paused: z.boolean(),
  nextRunAt: At.nullable(),
  lastRun: PullRun.nullable(),
  ...versioned,
})

const connectionFields = {
  name: Title,
  address: ConnectionAddress,
  /** A password, or what the header carries; null takes it away. */
  secret: z.string().max(4000).nullish(),
}
const pullFields = {
  query: PullQuery,
  mapping: PullMapping,
  schedule: PullSchedule,
  paused: z.boolean().optional(),
}

export const connections = {
  connections: {
    list: operation({
      method: 'GET',
      path: '/connections',
      summary: 'Connections to databases and addresses that hold numbers',
      access: 'connection.manage',
      input: z.object(Page),
      output: listOf(Connection),
    }),
    create: operation({
      method: 'POST',
      path: '/connections',
      summary: 'Create a connection; its secret is sealed and never read back',
      access: 'connection.manage',
      status: 201,
      secret: true,
      input: z.object({ ...connectionFields, kind: ConnectionKind }),
      output: Connection,
    }),
    update: operation({
      method: 'PATCH',
      path: '/connections/{id}',
      summary: 'Change a connection; a new address asks for the secret again',
      access: 'connection.manage',
      secret: true,
      input: z.object({ ...z.object(connectionFields).partial().shape, id: Id }),
      output: Connection,
    }),
    remove: operation({
      method: 'DELETE',
      path: '/connections/{id}',
      summary: 'Remove a connection that nothing is pulled from',
      access: 'connection.manage',
      input: ById,
      output: z.object({}),
    }),
    test: operation({
      method: 'POST',
      path: '/connections/{id}/test',
      summary: 'Try a connection',
      access: 'connection.manage',
      input: ById,
      output: z.object({ fault: z.string().nullable() }),
    }),
  },
  pulls: {
    list: operation({
      method: 'GET',
      path: '/pulls',
      summary: 'What is pulled for KPIs, with the last run of each',
      access: 'connection.manage',
      input: z.object({ ...Page, connectionId: Id.optional(), kpiId: Id.optional() }),
      output: listOf(Pull),
    }),
    create: operation({
      method: 'POST',
      path: '/pulls',
      summary: 'Pull the numbers of a KPI on a schedule',
      access: 'connection.manage',
      status: 201,
      input: z.object({ ...pullFields, connectionId: Id, kpiId: Id }),
      output: Pull,
    }),
    update: operation({
      method: 'PATCH',
      path: '/pulls/{id}',
      summary: 'Change what is pulled, when, or whether at all',
      access: 'connection.manage',
      input: z.object({ ...z.object(pullFields).partial().shape, id: Id }),
      output: Pull,
    }),
    remove: operation({
      method: 'DELETE',
      path: '/pulls/{id}',
      summary: 'Stop pulling; what was pulled stays',
      access: 'connection.manage',
      input: ById,
      output: z.object({}),
    }),
    preview: operation({
      method: 'POST',
      path: '/pulls/preview',
      summary: 'Ask the source once and show what would come of it; nothing is kept',
      access: 'connection.manage',
      input: z.object({
        connectionId: Id,
        kpiId: Id,
        query: PullQuery,
        mapping: PullMapping.partial().optional(),
      }),
      output: z.object({
        fault: z.string().nullable(),
        columns: z.array(z.string()),
        rows: z.array(z.array(z.string())),
        count: z.int(),
        measurements: z.array(
          z.object({
            at: z.string(),
            value: z.number().optional(),
            numerator: z.number().optional(),
            denominator: z.number().optional(),
          }),
        ),
        problems: z.array(z.object({ row: z.int(), text: z.string() })),
      }),
    }),
    run: operation({
      method: 'POST',
      path: '/pulls/{id}/run',
      summary: 'Pull now, beside the schedule',
      access: 'connection.manage',
      input: ById,
      output: z.object({}),
    }),
    runs: operation({
      method: 'GET',
      path: '/pulls/{id}/runs',
      summary: 'How the runs of a pull went, newest first',
      access: 'connection.manage',
      input: ById.extend(Page),
      output: listOf(PullRun),
    }),
  },
}

export type ConnectionView = z.output<typeof Connection>
export type ConnectionKindName = z.output<typeof ConnectionKind>
export type ConnectionAddressView = z.output<typeof ConnectionAddress>
export type PullView = z.output<typeof Pull>
export type PullQueryView = z.output<typeof PullQuery>
export type PullMappingView = z.output<typeof PullMapping>
export type PullRunView = z.output<typeof PullRun>
