// A filter of SCIM (RFC 7644 3.4.2.2) as a condition of the database, over the attributes that we keep.
import { type RawBuilder, sql } from 'kysely'
import { type Filter, parse } from 'scim2-parse-filter'
import { ScimError } from './scim-error.ts'

/** How an attribute is compared: `text` without case, `exact` with, `flag` and `instant` as such. */
export type Attribute = { column: RawBuilder<unknown>; kind: 'text' | 'exact' | 'flag' | 'instant' }
/** By their names in small letters, with dots. */
export type Attributes = Record<string, Attribute>

const longest = 2000

export function conditionOf(text: string, attributes: Attributes): RawBuilder<boolean> {
  if (text.length > longest) throw wrong(`A filter has at most ${longest} characters.`)
  let filter: Filter
  try {
    filter = parse(text)
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : 'The filter cannot be read.')
  }
  return compiled(filter, attributes, '')
}

const wrong = (detail: string) => new ScimError(400, 'invalidFilter', detail)

function compiled(filter: Filter, attributes: Attributes, within: string): RawBuilder<boolean> {
  switch (filter.op) {
    case 'and':
    case 'or': {
      const parts = filter.filters.map((one) => compiled(one, attributes, within))
      return sql<boolean>`(${sql.join(parts, filter.op === 'and' ? sql` and ` : sql` or `)})`
    }
    case 'not':
      return sql<boolean>`not coalesce(${compiled(filter.filter, attributes, within)}, false)`
    case '[]':
      return compiled(filter.valFilter, attributes, `${filter.attrPath}.`)
    case 'pr':
      return sql<boolean>`${attributeAt(within + filter.attrPath, attributes).column} is not null`
    default: {
      const path = within + filter.attrPath
      // The one address that we keep is of work, and is primary.
      if (/^emails\.(type|primary)$/i.test(path))
        return sql<boolean>`${['work', 'true'].includes(String(filter.compValue).toLowerCase())}`
      return compared(attributeAt(path, attributes), filter.op, filter.compValue)
    }
  }
}

function attributeAt(path: string, attributes: Attributes): Attribute {
  const name = path.replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/i, '').toLowerCase()
  const found = Object.hasOwn(attributes, name) ? attributes[name] : undefined
  if (!found) throw wrong(`${path} cannot be filtered by.`)
  return found
}

type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'lt' | 'ge' | 'le'

const signs = { gt: sql`>`, lt: sql`<`, ge: sql`>=`, le: sql`<=` }

function compared(
  { column, kind }: Attribute,
  op: Comparison,
  given: string | number | boolean | null,
): RawBuilder<boolean> {
  if (given === null) {
    if (op === 'eq') return sql<boolean>`${column} is null`
    if (op === 'ne') return sql<boolean>`${column} is not null`
    throw wrong('null is compared by eq and ne.')
  }
  const value = valueFor(kind, given)
  const left = kind === 'text' ? sql`lower(${column})` : column
  if (op === 'eq') return sql<boolean>`${left} = ${value}`
  if (op === 'ne') return sql<boolean>`${left} is distinct from ${value}`
  if (op === 'co' || op === 'sw' || op === 'ew') {
    if (kind !== 'text' && kind !== 'exact') throw wrong(`${op} compares texts.`)
    const literal = String(value).replace(/[\\%_]/g, '\\$&')
    const pattern = `${op === 'sw' ? '' : '%'}${literal}${op === 'ew' ? '' : '%'}`
    return sql<boolean>`${left} like ${pattern}`
  }
  if (kind === 'flag') throw wrong(`${op} does not compare true and false.`)
  return sql<boolean>`${left} ${signs[op]} ${value}`
}

function valueFor(kind: Attribute['kind'], given: string | number | boolean): unknown {
  const text = String(given)
  if (text.includes('\0') || /\p{Cs}/u.test(text))
    throw wrong('A filter holds only characters that a text may hold.')
  if (kind === 'flag') {
    if (!/^(true|false)$/i.test(text)) throw wrong('active is true or false.')
    return text.toLowerCase() === 'true'
  }
  if (kind === 'instant') {
    const at = new Date(text)
    if (Number.isNaN(at.getTime())) throw wrong('An instant is written like 2026-06-22T02:00:00Z.')
    return at
  }
  return kind === 'text' ? text.toLowerCase() : text
}
