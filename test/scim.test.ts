// SCIM 2.0 as Okta and Entra speak it: people come, change and leave by the organisation's directory.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { openBrowser } from './browser.ts'
import { addMember, type Client, query, weeklyKpi } from './company.ts'

let app: TestApp
let lan: Client & { workspaceId: string; memberId: string }
let token = ''

beforeAll(async () => {
  app = await startTestApp()
  lan = await app.setup()
  token = (await lan.post('/scim-tokens', { name: 'Okta' })).body.token
})
afterAll(() => app.stop())

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

async function scim(method: string, path: string, body?: unknown, bearer = token) {
  const response = await fetch(`${app.url}/scim/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/scim+json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came back and asserts on it
  return { status: response.status, body: (text ? JSON.parse(text) : null) as any, headers: response.headers }
}

const patch = (path: string, ...Operations: object[]) =>
  scim('PATCH', path, { schemas: [patchSchema], Operations })

const find = (filter: string, more = '') => scim('GET', `/Users?filter=${encodeURIComponent(filter)}${more}`)

/** As Okta sends it. */
const oktaUser = (name: string) => ({
  schemas: [userSchema],
  userName: `${name}@saomai.vn`,
  name: { givenName: 'Hoà', familyName: 'Trần' },
  emails: [{ primary: true, value: `${name}@saomai.vn`, type: 'work' }],
  displayName: 'Trần Hoà',
  locale: 'vi-VN',
  externalId: `00u-${name}`,
  groups: [],
  password: 'khong-dung-den',
  active: true,
})

describe('a token', () => {
  test('is shown once, kept as a digest, works here alone, and no longer once it is revoked or over', async () => {
    const made = await lan.post('/scim-tokens', { name: 'Entra', expiresInDays: 30 })
    expect(made.body.token).toMatch(/^scim_/)
    const { body: list } = await lan.get('/scim-tokens')
    expect(list.address).toBe('http://127.0.0.1/scim/v2')
    expect(list.items.map(({ name }: { name: string }) => name)).toEqual(['Entra', 'Okta'])
    expect(JSON.stringify(list)).not.toContain(made.body.token)
    const stored = JSON.stringify(await query(app, 'select * from scim_token'))
    expect(stored).not.toContain(made.body.token.slice(50))
    expect((await app.as(made.body.token).get('/me')).status).toBe(401)
    expect((await scim('GET', '/Users', undefined, made.body.token)).status).toBe(200)
    const after = (await lan.get('/scim-tokens')).body.items[0]
    expect(after.lastUsedAt).toBe('2026-06-22T02:00:00.000Z')
    app.moveTo('2026-07-22T02:00:00Z')
    expect((await scim('GET', '/Users', undefined, made.body.token)).status).toBe(401)
    app.moveTo('2026-06-22T02:00:00Z')
    expect((await lan.delete(`/scim-tokens/${made.body.id}`)).status).toBe(200)
    const ownerKey = (await lan.post('/api-keys', { name: 'khoá' })).body.key
    for (const bearer of [made.body.token, ownerKey, 'scim_x', `scim_${'A'.repeat(75)}`]) {
      const refused = await scim('GET', '/Users', undefined, bearer)
      expect([refused.status, refused.body.status]).toEqual([401, '401'])
      expect(refused.body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error'])
    }
  })

  test('of one organisation reaches nobody of another', async () => {
    const other = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    const theirs = (await other.post('/scim-tokens', { name: 'x' })).body.token
    const { body } = await scim('GET', '/Users', undefined, theirs)
    expect(body.Resources.map(({ userName }: { userName: string }) => userName)).toEqual(['hai@bienxanh.vn'])
    expect((await scim('GET', `/Users/${lan.memberId}`, undefined, theirs)).status).toBe(404)
    expect((await scim('DELETE', `/Users/${lan.memberId}`, undefined, theirs)).status).toBe(404)
  })
})

test('it says of itself what it can', async () => {
  const { body: config, headers } = await scim('GET', '/ServiceProviderConfig')
  expect(headers.get('content-type')).toContain('application/scim+json')
  expect([config.patch, config.bulk.supported, config.filter]).toEqual([
    { supported: true },
    false,
    { supported: true, maxResults: 200 },
  ])
  const { body: types } = await scim('GET', '/ResourceTypes')
  expect(types.Resources.map(({ endpoint }: { endpoint: string }) => endpoint)).toEqual(['/Users', '/Groups'])
  expect((await scim('GET', '/ResourceTypes/User')).body.schema).toBe(userSchema)
  expect((await scim('GET', `/Schemas/${userSchema}`)).body.name).toBe('User')
  expect((await scim('GET', '/Schemas')).body.totalResults).toBe(2)
  expect((await scim('GET', '/Bulk')).status).toBe(404)
})

describe('Okta', () => {
  test('looks for a person, adds them, renames, deactivates and takes them back; all of it is in the log', async () => {
    expect((await find('userName eq "hoa@saomai.vn"')).body).toMatchObject({
      totalResults: 0,
      itemsPerPage: 0,
      Resources: [],
    })
    const added = await scim('POST', '/Users', oktaUser('hoa'))
    expect(added.status).toBe(201)
    expect(added.headers.get('location')).toBe(added.body.meta.location)
    expect(added.body).toMatchObject({
      userName: 'hoa@saomai.vn',
      externalId: '00u-hoa',
      name: { formatted: 'Trần Hoà', givenName: 'Hoà', familyName: 'Trần' },
      displayName: 'Trần Hoà',
      emails: [{ value: 'hoa@saomai.vn', type: 'work', primary: true }],
      roles: [{ value: 'member' }],
      active: true,
    })
    const { id } = added.body
    const again = await scim('POST', '/Users', oktaUser('HOA'))
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness'])
    const put = await scim('PUT', `/Users/${id}`, { ...oktaUser('hoa'), displayName: 'Trần Thị Hoà' })
    expect([put.status, put.body.displayName]).toEqual([200, 'Trần Thị Hoà'])
    const off = await patch(`/Users/${id}`, { op: 'replace', value: { active: false } })
    expect([off.status, off.body.active]).toEqual([200, false])
    expect((await lan.get(`/members/${id}`)).body.deactivatedAt).not.toBeNull()
    const on = await patch(`/Users/${id}`, { op: 'replace', value: { active: true } })
    expect(on.body.active).toBe(true)
    const { body: log } = await lan.get(`/audit?subjectId=${id}`)
    expect(log.items.map(({ door, operation }: Record<string, string>) => `${door} ${operation}`)).toEqual([
      'scim directory.updateUser',
      'scim directory.updateUser',
      'scim directory.updateUser',
      'scim directory.createUser',
    ])
    expect((await lan.get('/audit/verify')).body.fault).toBeNull()
    expect(JSON.stringify(log)).not.toContain('khong-dung-den')
  })

  test('finds who was here before it, and takes them over without a second account', async () => {
    const person = await addMember(app, lan.workspaceId, { name: 'Bình' })
    const { body } = await find(`userName eq "${person.email}"`)
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual([person.memberId])
    const put = await scim('PUT', `/Users/${person.memberId}`, {
      ...oktaUser('binh'),
      userName: person.email,
      emails: [{ value: person.email, primary: true }],
    })
    expect([put.status, put.body.externalId]).toEqual([200, '00u-binh'])
    const browser = openBrowser(app)
    expect((await browser.signIn(person.email, 'mat-khau-rat-dai')).status).toBe(200)
  })
})

describe('Entra', () => {
  test('patches in its own forms: Add, "False", paths with filters, and what we do not keep', async () => {
    const { body: made } = await scim('POST', '/Users', {
      schemas: [userSchema, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
      userName: 'mai@saomai.vn',
      active: true,
      displayName: 'Mai',
      title: 'Trưởng nhóm',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Bán hàng' },
    })
    const changed = await patch(
      `/Users/${made.id}`,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'mai.le@saomai.vn' },
      { op: 'Add', path: 'name.givenName', value: 'Mai' },
      { op: 'Add', path: 'name.familyName', value: 'Lê' },
      { op: 'Add', path: 'externalId', value: 'entra-1' },
      { op: 'Add', path: 'roles[primary eq "True"].value', value: 'Admin' },
      { op: 'Add', path: 'title', value: 'Giám đốc' },
      {
        op: 'Add',
        path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
        value: 'Kho',
      },
    )
    expect([changed.status, changed.body]).toMatchObject([
      200,
      {
        displayName: 'Lê Mai',
        externalId: 'entra-1',
        emails: [{ value: 'mai.le@saomai.vn' }],
        roles: [{ value: 'admin' }],
      },
    ])
    const bulkish = await patch(`/Users/${made.id}`, {
      op: 'replace',
      value: { 'name.givenName': 'Mai Anh', displayName: 'Lê Mai Anh', [`${userSchema}:active`]: 'False' },
    })
    expect(bulkish.body).toMatchObject({ displayName: 'Lê Mai Anh', active: false })
    const gone = await patch(`/Users/${made.id}`, { op: 'Remove', path: 'externalId' })
    expect(gone.body.externalId).toBeUndefined()
  })

  test('fills groups, which are units, member by member; who leads stays a lead', async () => {
    const a = (await scim('POST', '/Users', oktaUser('nhom-a'))).body.id
    const b = (await scim('POST', '/Users', oktaUser('nhom-b'))).body.id
    const made = await scim('POST', '/Groups', {
      displayName: 'Bán hàng',
      externalId: 'g1',
      members: [{ value: a }],
    })
    expect([made.status, made.body.members]).toMatchObject([201, [{ value: a, display: 'Trần Hoà' }]])
    const { id } = made.body
    await lan.put(`/units/${id}/members/${a}`, { isLead: true })
    const added = await patch(`/Groups/${id}`, { op: 'Add', path: 'members', value: [{ value: b }] })
    expect(added.body.members).toHaveLength(2)
    expect((await lan.get(`/members/${a}`)).body.leadOf).toEqual([id])
    const removed = await patch(`/Groups/${id}`, { op: 'Remove', path: `members[value eq "${b}"]` })
    expect(removed.body.members.map(({ value }: { value: string }) => value)).toEqual([a])
    await patch(`/Groups/${id}`, { op: 'Remove', path: 'members', value: [{ value: a }] })
    const light = await scim('GET', `/Groups/${id}?excludedAttributes=members`)
    expect(light.body.members).toBeUndefined()
    const renamed = await patch(`/Groups/${id}`, {
      op: 'replace',
      value: { displayName: 'Kinh doanh', id },
    })
    expect(renamed.body).toMatchObject({ displayName: 'Kinh doanh', members: [], externalId: 'g1' })
    expect((await lan.get(`/units/${id}`)).body.name).toBe('Kinh doanh')
    const same = await scim('POST', '/Groups', { displayName: 'kinh doanh' })
    expect([same.status, same.body.scimType]).toEqual([409, 'uniqueness'])
    const nobody = await patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: id }] })
    expect([nobody.status, nobody.body.scimType]).toEqual([400, 'invalidValue'])
    const found = await scim(
      'GET',
      `/Groups?filter=${encodeURIComponent('displayName eq "KINH DOANH" and externalId eq "g1"')}`,
    )
    expect(found.body.totalResults).toBe(1)
    expect((await scim('DELETE', `/Groups/${id}`)).status).toBe(204)
    expect((await scim('GET', `/Groups/${id}`)).status).toBe(404)
    expect((await lan.get(`/units/${id}`)).body.archivedAt).not.toBeNull()
  })
})

describe('who leaves', () => {
  test('hands what they own to their lead, or to the owner; their history stays; deleted and added again they are the same', async () => {
    const { body: unit } = await lan.post('/units', { name: 'Tổng đài' })
    const lead = await addMember(app, lan.workspaceId, { name: 'Trưởng', leads: [unit.id] })
    const own = async (name: string, units: string[]) => {
      const { body } = await scim('POST', '/Users', oktaUser(name))
      for (const id of units) await lan.put(`/units/${id}/members/${body.id}`, {})
      const { body: kpi } = await lan.post('/kpis', { ...weeklyKpi, name, ownerId: body.id })
      return { id: body.id, kpi: kpi.id }
    }
    const inUnit = await own('trong-to', [unit.id])
    const alone = await own('mot-minh', [])
    await patch(`/Users/${inUnit.id}`, { op: 'replace', path: 'active', value: 'False' })
    expect((await scim('DELETE', `/Users/${alone.id}`)).status).toBe(204)
    expect((await lan.get(`/kpis/${inUnit.kpi}`)).body.ownerId).toBe(lead.memberId)
    expect((await lan.get(`/kpis/${alone.kpi}`)).body.ownerId).toBe(lan.memberId)
    expect((await scim('GET', `/Users/${alone.id}`)).status).toBe(404)
    expect((await scim('GET', `/Users/${inUnit.id}`)).body.active).toBe(false)
    const back = await scim('POST', '/Users', oktaUser('mot-minh'))
    expect([back.status, back.body.id, back.body.active]).toEqual([201, alone.id, true])
  })

  test('is never the owner, whose role is nothing that a directory gives or takes', async () => {
    const path = `/Users/${lan.memberId}`
    const off = await patch(path, { op: 'replace', path: 'active', value: false })
    expect([off.status, off.body.scimType]).toEqual([403, 'mutability'])
    expect((await scim('DELETE', path)).status).toBe(403)
    await patch(path, { op: 'replace', path: 'roles', value: [{ value: 'viewer' }] })
    expect((await lan.get('/me')).body.member.role).toBe('owner')
    const { body } = await scim('POST', '/Users', oktaUser('muon-lam-chu'))
    const given = await patch(`/Users/${body.id}`, { op: 'add', path: 'roles', value: [{ value: 'owner' }] })
    expect([given.status, given.body.scimType]).toEqual([400, 'invalidValue'])
  })
})

describe('finding', () => {
  test('filters and pages', async () => {
    const ids: string[] = []
    for (const name of ['loc-1', 'loc-2', 'loc_3'])
      ids.push((await scim('POST', '/Users', oktaUser(name))).body.id)
    const names = async (filter: string, more = '') =>
      (await find(filter, more)).body.Resources.map(({ userName }: { userName: string }) =>
        userName.replace('@saomai.vn', ''),
      )
    expect(await names('userName sw "LOC-"')).toEqual(['loc-1', 'loc-2'])
    expect(await names('userName co "loc_"')).toEqual(['loc_3'])
    expect(await names('externalId eq "00u-loc-2" or userName eq "loc-1@saomai.vn"')).toEqual([
      'loc-1',
      'loc-2',
    ])
    expect(await names('userName sw "loc" and not (externalId eq "00u-loc-1")')).toEqual(['loc-2', 'loc_3'])
    expect(await names('emails[type eq "work" and value eq "loc-2@saomai.vn"]')).toEqual(['loc-2'])
    expect(await names('externalId eq "00U-LOC-2"')).toEqual([])
    await patch(`/Users/${ids[0]}`, { op: 'replace', path: 'active', value: false })
    expect(await names('userName sw "loc" and active eq true')).toEqual(['loc-2', 'loc_3'])
    expect(await names(`id eq "${ids[2]}" and meta.created ge "2026-06-22T00:00:00Z"`)).toEqual(['loc_3'])
    const second = await find('userName sw "loc"', '&startIndex=2&count=1')
    expect([second.body.totalResults, second.body.startIndex, second.body.itemsPerPage]).toEqual([3, 2, 1])
    const none = await find('userName sw "loc"', '&count=0')
    expect([none.body.totalResults, none.body.Resources]).toEqual([3, []])
    const past = await find('userName sw "loc"', '&startIndex=9')
    expect([past.body.totalResults, past.body.Resources]).toEqual([3, []])
    const narrow = await scim('GET', `/Users/${ids[1]}?attributes=userName`)
    expect(Object.keys(narrow.body)).toEqual(['schemas', 'id', 'userName', 'meta'])
  })

  test.each([
    'userName',
    'userName eq',
    'userName eq "a" and',
    '((((',
    'password eq "x"',
    '__proto__ eq "x"',
    'active gt true',
    'active eq "maybe"',
    'meta.created gt "hôm qua"',
    'userName gt null',
    'userName eq "a\u0000"',
    `userName eq "${'x'.repeat(3000)}"`,
  ])('refuses the filter %s', async (filter) => {
    const { status, body } = await find(filter)
    expect([status, body.scimType]).toEqual([400, 'invalidFilter'])
  })
})

describe('what cannot be', () => {
  test.each([
    ['no JSON', '{', 'invalidSyntax'],
    ['a list', [], 'invalidSyntax'],
    ['no name', { displayName: 'x' }, 'invalidValue'],
    ['no address', { userName: 'hoa' }, 'invalidValue'],
    ['a number for a name', { userName: 7 }, 'invalidValue'],
    ['half of a character', { userName: 'a@saomai.vn', displayName: '\ud800' }, 'invalidValue'],
    ['an unknown role', { userName: 'vai@saomai.vn', roles: [{ value: 'vua' }] }, 'invalidValue'],
  ])('a user with %s is refused, and leaves no account behind', async (_, body, type) => {
    const before = await query(app, 'select count(*)::int from auth."user"')
    const answer = await scim('POST', '/Users', body)
    expect([answer.status, answer.body.scimType]).toEqual([400, type])
    expect(await query(app, 'select count(*)::int from auth."user"')).toEqual(before)
  })

  test.each([
    ['no operations', {}, 'invalidSyntax'],
    ['an unknown one', { Operations: [{ op: 'move', path: 'active', value: true }] }, 'invalidSyntax'],
    ['a removal of nothing named', { Operations: [{ op: 'remove' }] }, 'invalidPath'],
    ['a value without a path', { Operations: [{ op: 'add', value: 7 }] }, 'invalidSyntax'],
    ['a path that is none', { Operations: [{ op: 'add', path: 7, value: 7 }] }, 'invalidPath'],
    ['a flag that is none', { Operations: [{ op: 'add', path: 'active', value: 'có' }] }, 'invalidValue'],
    ['an empty name', { Operations: [{ op: 'replace', path: 'userName', value: '' }] }, 'invalidValue'],
  ])('a patch with %s changes nothing', async (_, body, type) => {
    const before = (await scim('GET', `/Users/${lan.memberId}`)).body
    const answer = await scim('PATCH', `/Users/${lan.memberId}`, body)
    expect([answer.status, answer.body.scimType]).toEqual([400, type])
    expect((await scim('GET', `/Users/${lan.memberId}`)).body).toEqual(before)
  })

  test('a name or an address of somebody else is a conflict', async () => {
    await scim('POST', '/Users', oktaUser('trung-1'))
    const { body } = await scim('POST', '/Users', oktaUser('trung-2'))
    for (const change of [
      { path: 'userName', value: 'Trung-1@saomai.vn' },
      { path: 'emails', value: [{ value: 'trung-1@saomai.vn' }] },
    ]) {
      const answer = await patch(`/Users/${body.id}`, { op: 'replace', ...change })
      expect([answer.status, answer.body.scimType]).toEqual([409, 'uniqueness'])
    }
  })
})
