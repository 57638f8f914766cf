// SCIM 2.0 at /scim/v2 (RFC 7643, 7644): the organisation's directory adds, changes and removes people and groups. Each
// request runs as the operations do: one transaction in the workspace, rights, audit, outbox; in the owner's name, by
// the door `scim`.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { translate } from '../../../../i18n/catalogue.ts'
import type { MessageId } from '../../../../i18n/translator.ts'
import { bearerToken } from '../../../platform/caller.ts'
import type { Op, Server } from '../../../platform/operation-context.ts'
import { Refusal, refusals } from '../../../platform/refusal.ts'
import { asOwner } from '../../../platform/system.ts'
import * as groups from './groups.ts'
import { listResponse, mostResults, resourceTypesOf, schemasOf, serviceProviderConfig } from './schemas.ts'
import { errorBody, ScimError, type ScimType } from './scim-error.ts'
import { workspaceOfToken } from './tokens.ts'
import * as users from './users.ts'

type Resource = { id: string; meta: { location: string } } & Record<string, unknown>
type Env = { Variables: { workspaceId: string } }
type Ctx = Context<Env>

const type = 'application/scim+json; charset=utf-8'

export function scimDoor(server: Server): Hono {
  const door = new Hono<Env>().basePath('/scim/v2')
  const base = `${server.baseUrl}/scim/v2`

  door.onError((error, c) => told(server, c, error))
  door.use(
    '*',
    bodyLimit({
      maxSize: 4_000_000,
      onError: (c) => answer(c, errorBody(413, 'The body is too large.'), 413),
    }),
  )
  door.use('*', async (c, next) => {
    const token = bearerToken(c.req.raw.headers)
    const workspaceId = token === null ? null : await workspaceOfToken(server, token)
    if (workspaceId === null) {
      c.header('www-authenticate', 'Bearer')
      return answer(c, errorBody(401, 'The token is missing, unknown, revoked or over.'), 401)
    }
    c.set('workspaceId', workspaceId)
    return next()
  })

  const run = <T>(c: Ctx, operation: string, work: (op: Op) => Promise<T>) =>
    asOwner(server, c.get('workspaceId'), 'scim', operation, work)

  door.get('/ServiceProviderConfig', (c) => answer(c, serviceProviderConfig(base)))
  door.get('/Schemas', (c) => answer(c, listResponse(schemasOf(base))))
  door.get('/Schemas/:id', (c) => answer(c, one(schemasOf(base), c.req.param('id'))))
  door.get('/ResourceTypes', (c) => answer(c, listResponse(resourceTypesOf(base))))
  door.get('/ResourceTypes/:id', (c) => answer(c, one(resourceTypesOf(base), c.req.param('id'))))

  door.get('/Users', (c) =>
    list(c, (page) => run(c, 'directory.listUsers', (op) => users.listUsers(op, page))),
  )
  door.post('/Users', async (c) => {
    const body = await bodyOf(c)
    const account = await users.accountFor(server, body)
    try {
      return made(c, await run(c, 'directory.createUser', (op) => users.createUser(op, body, account)))
    } catch (error) {
      if (account?.isNew) await server.identity.removeAccount(account.userId)
      throw error
    }
  })
  door.get('/Users/:id', async (c) =>
    shown(c, await run(c, 'directory.getUser', (op) => users.getUser(op, c.req.param('id')))),
  )
  door.put('/Users/:id', async (c) => {
    const body = await bodyOf(c)
    return shown(
      c,
      await run(c, 'directory.updateUser', (op) => users.replaceUser(op, c.req.param('id'), body)),
    )
  })
  door.patch('/Users/:id', async (c) => {
    const body = await bodyOf(c)
    return shown(
      c,
      await run(c, 'directory.updateUser', (op) => users.modifyUser(op, c.req.param('id'), body)),
    )
  })
  door.delete('/Users/:id', async (c) => {
    await run(c, 'directory.deleteUser', (op) => users.deleteUser(op, c.req.param('id')))
    return c.body(null, 204)
  })

  door.get('/Groups', (c) =>
    list(c, (page) => run(c, 'directory.listGroups', (op) => groups.listGroups(op, page))),
  )
  door.post('/Groups', async (c) => {
    const body = await bodyOf(c)
    return made(c, await run(c, 'directory.createGroup', (op) => groups.createGroup(op, body)))
  })
  door.get('/Groups/:id', async (c) =>
    shown(c, await run(c, 'directory.getGroup', (op) => groups.getGroup(op, c.req.param('id')))),
  )
  door.put('/Groups/:id', async (c) => {
    const body = await bodyOf(c)
    return shown(
      c,
      await run(c, 'directory.updateGroup', (op) => groups.replaceGroup(op, c.req.param('id'), body)),
    )
  })
  door.patch('/Groups/:id', async (c) => {
    const body = await bodyOf(c)
    return shown(
      c,
      await run(c, 'directory.updateGroup', (op) => groups.modifyGroup(op, c.req.param('id'), body)),
    )
  })
  door.delete('/Groups/:id', async (c) => {
    await run(c, 'directory.deleteGroup', (op) => groups.deleteGroup(op, c.req.param('id')))
    return c.body(null, 204)
  })

  door.all('*', () => {
    throw new ScimError(404, null, 'There is nothing at this address.')
  })
  // What it carries along is its own affair.
  return door as unknown as Hono
}

function answer(c: Context, body: object, status: ContentfulStatusCode = 200): Response {
  return c.body(JSON.stringify(body), status, { 'content-type': type })
}

function one<T extends { id: string }>(all: T[], id: string): T {
  const found = all.find((each) => each.id === id)
  if (!found) throw new ScimError(404, null, `There is no ${id}.`)
  return found
}

const shown = (c: Ctx, resource: Resource) => answer(c, projected(c, resource))

function made(c: Ctx, resource: Resource): Response {
  c.header('location', resource.meta.location)
  return answer(c, projected(c, resource), 201)
}

async function list(
  c: Ctx,
  find: (page: users.Page) => Promise<{ resources: Resource[]; total: number }>,
): Promise<Response> {
  const startIndex = Math.max(1, numberIn(c, 'startIndex', 1))
  const count = Math.min(mostResults, Math.max(0, numberIn(c, 'count', 100)))
  const { resources, total } = await find({ filter: c.req.query('filter') ?? null, startIndex, count })
  const items = resources.map((resource) => projected(c, resource))
  return answer(c, listResponse(items, total, startIndex))
}

function numberIn(c: Ctx, name: string, byDefault: number): number {
  const text = c.req.query(name)
  if (text === undefined || text === '') return byDefault
  if (!/^-?\d{1,9}$/.test(text)) throw new ScimError(400, 'invalidValue', `${name} is a whole number.`)
  return Number(text)
}

/** Only the attributes asked for, or all but those that are not wanted; a group's members may be many. */
function projected(c: Ctx, resource: Resource): object {
  const namesIn = (parameter: string) =>
    (c.req.query(parameter) ?? '')
      .split(',')
      .map((name) =>
        (
          name
            .trim()
            .replace(/^urn:.*:/i, '')
            .split('.')[0] ?? ''
        ).toLowerCase(),
      )
      .filter(Boolean)
  const only = namesIn('attributes')
  const without = namesIn('excludedAttributes')
  const always = ['schemas', 'id', 'meta']
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => {
      const small = name.toLowerCase()
      return always.includes(small) || (only.length > 0 ? only.includes(small) : !without.includes(small))
    }),
  )
}

async function bodyOf(c: Ctx): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    throw new ScimError(400, 'invalidSyntax', 'The body is not JSON.')
  }
}

const kinds: Partial<Record<number, ScimType>> = {
  400: 'invalidValue',
  409: 'mutability',
  422: 'invalidValue',
}

/** A refusal of the product in the directory's form: 422 is 400 there. */
function told(server: Server, c: Context, error: unknown): Response {
  if (error instanceof ScimError) {
    const { status, message, type } = error
    return answer(c, errorBody(status, message, type), status as ContentfulStatusCode)
  }
  if (error instanceof Refusal) {
    const status = refusals[error.code]
    const asTold = status === 422 ? 400 : status
    const detail = translate.en(`refusal.${error.code}` as MessageId, error.values)
    return answer(c, errorBody(asTold, detail, kinds[status] ?? null), asTold as ContentfulStatusCode)
  }
  server.log.error({ err: error }, 'a directory’s request failed')
  return answer(c, errorBody(500, 'Something went wrong on this server.'), 500)
}
