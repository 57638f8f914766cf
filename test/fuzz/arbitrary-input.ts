// Input made from an operation's own schema: mostly of the right shape, with ids that exist and texts that hurt, and now
// and then of no shape at all. Zod says the schema as JSON Schema; what that cannot say is left for the operation to refuse.
import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'

type Schema = {
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema | boolean
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  required?: string[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
}

const texts = [
  '',
  ' ',
  'Giảm thời gian trả lời từ 48 phút xuống 30 phút',
  '15 tỷ',
  '💥'.repeat(40),
  '\u202eabc',
  'a\u0000b',
  '\ud800',
  `'; drop table objective; --`,
  '%_\\',
  '<script>alert(1)</script>',
  '=1+1',
  '{count, plural, one {#} other {#}}',
  '__proto__',
  'NaN',
  'x'.repeat(400),
  'x'.repeat(20_000),
]

/** Inputs for an operation. `ids`: of things that are there, which make an id lead somewhere. */
export function inputOf(schema: z.ZodType, ids: readonly string[]): Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  const anyJunk = junk(ids)
  const made = fromSchema(root, { defs: root.$defs ?? {}, ids, anyJunk, depth: 0 })
  return fc.oneof({ weight: 9, arbitrary: made }, { weight: 1, arbitrary: anyJunk })
}

type Context = {
  defs: Record<string, Schema>
  ids: readonly string[]
  anyJunk: Arbitrary<unknown>
  depth: number
}

function junk(ids: readonly string[]): Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom<unknown>(
      null,
      undefined,
      true,
      0,
      -1,
      1e308,
      2 ** 53,
      '',
      [],
      {},
      [[]],
      { id: {} },
      ids[0],
    ),
    fc.constantFrom(...texts),
    fc.jsonValue({ maxDepth: 2 }),
  )
}

function fromSchema(schema: Schema, context: Context): Arbitrary<unknown> {
  if (context.depth > 8) return fc.constant(null)
  const inner = { ...context, depth: context.depth + 1 }
  const right = shaped(schema, inner)
  // One value in twenty is of another shape than it should be.
  return fc.oneof({ weight: 19, arbitrary: right }, { weight: 1, arbitrary: context.anyJunk })
}

function shaped(schema: Schema, context: Context): Arbitrary<unknown> {
  if (schema.$ref) return shaped(context.defs[schema.$ref.replace('#/$defs/', '')] ?? {}, context)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const forms = schema.anyOf ?? schema.oneOf
  if (forms) return fc.oneof(...forms.map((form) => fromSchema(form, context)))
  if (schema.allOf) return shaped(Object.assign({}, ...schema.allOf), context)
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => shaped({ ...schema, type }, context)))
  switch (schema.type) {
    case 'object':
      return object(schema, context)
    case 'array':
      return list(schema, context)
    case 'string':
      return text(schema, context)
    case 'integer':
    case 'number':
      return number(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return context.anyJunk
  }
}

function object(schema: Schema, context: Context): Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]): [string, Arbitrary<unknown>] => [name, fromSchema(field, context)],
  )
  const requiredKeys = schema.required ?? []
  const named = fc.record(Object.fromEntries(fields), { requiredKeys })
  const rest = schema.additionalProperties
  if (typeof rest !== 'object') return named
  return fc
    .tuple(
      named,
      fc.dictionary(fc.constantFrom('a', 'b', '1', ...texts.slice(0, 4)), fromSchema(rest, context), {
        maxKeys: 3,
      }),
    )
    .map(([one, other]) => ({ ...other, ...one }))
}

function list(schema: Schema, context: Context): Arbitrary<unknown> {
  if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map((item) => fromSchema(item, context)))
  const item = typeof schema.items === 'object' ? fromSchema(schema.items, context) : context.anyJunk
  const minLength = schema.minItems ?? 0
  return fc.array(item, { minLength, maxLength: Math.max(minLength, Math.min(schema.maxItems ?? 4, 4)) })
}

function text(schema: Schema, { ids }: Context): Arbitrary<unknown> {
  const day = fc.oneof(
    fc.constantFrom(
      '2026-06-22',
      '2026-06-15',
      '2026-04-06',
      '2026-02-30',
      '0001-01-01',
      '9999-12-31',
      '2026-12-31',
    ),
    fc
      .date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  )
  switch (schema.format) {
    case 'uuid':
      return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() })
    case 'date':
      return day
    case 'date-time':
      return day.map((date) => `${date}T03:00:00Z`)
    case 'email':
      return fc.constantFrom('ai@do.vn', 'lan@saomai.vn', `${'x'.repeat(60)}@saomai.vn`)
    case 'uri':
      return fc.constantFrom(
        'https://example.com/x',
        'http://127.0.0.1:1/',
        'javascript:alert(1)',
        'file:///etc/passwd',
      )
    default: {
      const written = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 30 }), day)
      const { minLength = 0, maxLength = 20_000 } = schema
      const fit = (value: string) => value.padEnd(minLength, 'x').slice(0, maxLength)
      return fc.oneof({ weight: 9, arbitrary: written.map(fit) }, { weight: 1, arbitrary: written })
    }
  }
}

function number(schema: Schema): Arbitrary<unknown> {
  const low = schema.minimum ?? schema.exclusiveMinimum ?? -1e15
  const high = schema.maximum ?? schema.exclusiveMaximum ?? 1e15
  const edges = [low, high, low - 1, high + 1, 0, 1, -1, 0.1, 1e-300].filter(Number.isFinite)
  const within =
    schema.type === 'integer'
      ? fc.integer({
          min: Math.max(Math.ceil(low), -(2 ** 31)),
          max: Math.min(Math.floor(high), 2 ** 31 - 1),
        })
      : fc.double({ min: Math.max(low, -1e15), max: Math.min(high, 1e15), noNaN: true })
  return fc.oneof({ weight: 3, arbitrary: within }, { weight: 1, arbitrary: fc.constantFrom(...edges) })
}
