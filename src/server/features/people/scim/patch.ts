// What a directory says of a user or a group, read into what we keep of it: whole (POST, PUT), or operation by operation
// (PATCH, RFC 7644 3.5.2) in the forms that Okta and Entra send. Attributes that we do not keep are passed over.
import { ScimError } from './scim-error.ts'

/** Null: taken away. */
export type UserDraft = {
  userName: string
  externalId: string | null
  displayName: string | null
  formatted: string | null
  givenName: string | null
  familyName: string | null
  email: string | null
  role: string | null
  active: boolean
}

export type GroupDraft = { displayName: string; externalId: string | null; members: Set<string> }

type Operation = { op: 'add' | 'replace' | 'remove'; path: string | null; value: unknown }
type Json = Record<string, unknown>

const urn = /^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/i
const extension = /^urn:/i

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A whole user; what is not said is empty, as PUT has it. */
export function userIn(body: unknown): UserDraft {
  if (!isObject(body)) throw new ScimError(400, 'invalidSyntax', 'The body is not an object.')
  const draft: UserDraft = {
    userName: '',
    externalId: null,
    displayName: null,
    formatted: null,
    givenName: null,
    familyName: null,
    email: null,
    role: null,
    active: true,
  }
  for (const [name, value] of Object.entries(body)) setOfUser(draft, name, value)
  return draft
}

export function groupIn(body: unknown): GroupDraft {
  if (!isObject(body)) throw new ScimError(400, 'invalidSyntax', 'The body is not an object.')
  const draft: GroupDraft = { displayName: '', externalId: null, members: new Set() }
  for (const [name, value] of Object.entries(body)) changeGroup(draft, { op: 'replace', path: name, value })
  return draft
}

export function patchUser(draft: UserDraft, body: unknown): UserDraft {
  for (const { op, path, value } of operationsIn(body)) {
    if (path !== null) setOfUser(draft, path, op === 'remove' ? null : value)
    else for (const [name, each] of Object.entries(pathless(op, value))) setOfUser(draft, name, each)
  }
  return draft
}

export function patchGroup(draft: GroupDraft, body: unknown): GroupDraft {
  for (const operation of operationsIn(body)) {
    const { op, path, value } = operation
    if (path !== null) changeGroup(draft, operation)
    else
      for (const [name, each] of Object.entries(pathless(op, value)))
        changeGroup(draft, { op, path: name, value: each })
  }
  return draft
}

function operationsIn(body: unknown): Operation[] {
  // Entra writes Operations, some write operations; Entra writes Add, the standard add.
  const list = isObject(body) ? (body.Operations ?? body.operations) : null
  if (!Array.isArray(list) || list.length === 0)
    throw new ScimError(400, 'invalidSyntax', 'Operations is not a list with something in it.')
  return list.map((each: unknown) => {
    const op = isObject(each) ? String(each.op).toLowerCase() : ''
    if (!isObject(each) || (op !== 'add' && op !== 'replace' && op !== 'remove'))
      throw new ScimError(400, 'invalidSyntax', 'Each operation has op add, replace or remove.')
    const { path = null, value } = each
    if (path !== null && typeof path !== 'string')
      throw new ScimError(400, 'invalidPath', 'A path is a text.')
    if (op === 'remove' && path === null) throw new ScimError(400, 'invalidPath', 'Remove needs a path.')
    return { op, path, value }
  })
}

function pathless(op: string, value: unknown): Json {
  if (!isObject(value))
    throw new ScimError(400, 'invalidSyntax', `Without a path ${op} needs an object as its value.`)
  return value
}

function setOfUser(draft: UserDraft, rawPath: string, value: unknown): void {
  const path = rawPath.replace(urn, '')
  if (extension.test(path)) return
  const [, name = '', filter = '', sub = ''] = /^([\w$-]+)(?:\[(.*)\])?(?:\.([\w$-]+))?$/.exec(path) ?? []
  switch (`${name}${sub ? `.${sub}` : ''}`.toLowerCase()) {
    case 'username':
      draft.userName = textOf('userName', value) ?? ''
      return
    case 'externalid':
      draft.externalId = textOf('externalId', value)
      return
    case 'displayname':
      draft.displayName = textOf('displayName', value)
      return
    case 'name':
      for (const part of ['formatted', 'givenName', 'familyName'] as const)
        if (!isObject(value)) draft[part] = null
        else if (part in value) draft[part] = textOf(`name.${part}`, value[part])
      return
    case 'name.formatted':
      draft.formatted = textOf(path, value)
      return
    case 'name.givenname':
      draft.givenName = textOf(path, value)
      return
    case 'name.familyname':
      draft.familyName = textOf(path, value)
      return
    case 'active':
      draft.active = flagOf(value)
      return
    case 'emails':
    case 'emails.value':
      // Of several addresses the one of work, or the one that is primary, is the person's here.
      if (!/\btype\s+eq\s+"(?!work)/i.test(filter)) draft.email = oneOf('emails', value) ?? draft.email
      return
    case 'roles':
    case 'roles.value':
      draft.role = oneOf('roles', value)
  }
}

function changeGroup(draft: GroupDraft, { op, path, value }: Operation): void {
  const bare = (path ?? '').replace(urn, '')
  const [, name = '', filter] = /^([\w$-]+)(?:\[(.*)\])?$/.exec(bare) ?? []
  switch (name.toLowerCase()) {
    case 'displayname':
      draft.displayName = textOf('displayName', value) ?? ''
      return
    case 'externalid':
      draft.externalId = op === 'remove' ? null : textOf('externalId', value)
      return
    case 'members': {
      const named = filter === undefined ? idsIn(value) : [memberNamed(filter)]
      if (op === 'remove')
        for (const id of value || filter ? named : [...draft.members]) draft.members.delete(id)
      else {
        if (op === 'replace') draft.members.clear()
        for (const id of named) draft.members.add(id)
      }
    }
  }
}

function memberNamed(filter: string): string {
  const id = /^\s*value\s+eq\s+"([^"]*)"\s*$/i.exec(filter)?.[1]
  if (id === undefined) throw new ScimError(400, 'invalidPath', 'Members are named by value eq "…".')
  return id
}

function idsIn(value: unknown): string[] {
  if (value === null || value === undefined) return []
  const list = Array.isArray(value) ? value : [value]
  return list.map((each: unknown) => {
    const id = isObject(each) ? each.value : each
    if (typeof id !== 'string')
      throw new ScimError(400, 'invalidValue', 'A member is named by its value, an id.')
    return id
  })
}

function textOf(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value !== 'string' || value.length > 300 || hasControl(value))
    throw new ScimError(400, 'invalidValue', `${name} is a text of at most 300 characters.`)
  return value.trim() || null
}

/** No text of ours holds one, and half of a character cannot be kept at all. */
const hasControl = (text: string) => /\p{Cc}|\p{Cs}/u.test(text)

/** Entra writes "True" and "False". */
function flagOf(value: unknown): boolean {
  const text = String(value).toLowerCase()
  if (text !== 'true' && text !== 'false')
    throw new ScimError(400, 'invalidValue', 'active is true or false.')
  return text === 'true'
}

/** The primary value of a list, or the one of work, or the first; or the value itself. */
function oneOf(name: string, value: unknown): string | null {
  if (!Array.isArray(value)) return textOf(name, isObject(value) ? value.value : value)
  const entries: unknown[] = value
  const objects = entries.filter(isObject)
  const chosen =
    objects.find(({ primary }) => primary === true || primary === 'True') ??
    objects.find(({ type }) => type === 'work') ??
    entries[0]
  return textOf(name, isObject(chosen) ? chosen.value : chosen)
}
