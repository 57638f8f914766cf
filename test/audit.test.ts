// The audit log: filters, the chain that finds an altered or a missing row, many writers at once, and its command.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client, query } from './company.ts'

let app: TestApp
let lan: Client & { workspaceId: string; memberId: string }

beforeAll(async () => {
  app = await startTestApp()
  lan = await app.setup()
  for (const name of ['A', 'B', 'C', 'D']) await lan.post('/units', { name })
})
afterAll(() => app.stop())

const verify = async () => (await lan.get('/audit/verify')).body

/** As the owner of the database, who passes every wall: something done, looked at, and put back. */
async function tampered(change: string, back: string) {
  await query(app, change)
  const seen = await verify()
  await query(app, back)
  expect((await verify()).fault).toBeNull()
  return seen.fault
}

describe('the chain', () => {
  test('holds, from the first row of the organisation on', async () => {
    const chain = await verify()
    expect(chain).toMatchObject({ rows: 5, head: { seq: 5 }, fault: null })
    const { body } = await lan.get('/audit')
    expect(body.items[0]).toMatchObject({ seq: 5, digest: chain.head.digest })
    expect(body.items.at(-1).operation).toBe('setup.run')
  })

  test.each([
    ['who', 'actor_id', `'00000000-0000-7000-8000-000000000000'`],
    ['what', 'operation', `'units.update'`],
    ['when', 'at', `at + interval '1 microsecond'`],
    ['before', 'before', `'{}'`],
    ['after', 'after', `'{"name": "X", "parentId": null}'`],
    ['through which door', 'door', `'mcp'`],
  ])('finds an altered row: %s', async (_, column, value) => {
    const [row] = await query<Record<string, unknown>>(
      app,
      `select ${column} as was from audit where seq = 3`,
    )
    const was =
      row?.was === null
        ? 'null'
        : column === 'at'
          ? `at - interval '1 microsecond'`
          : `'${typeof row?.was === 'object' ? JSON.stringify(row.was) : row?.was}'`
    expect(
      await tampered(
        `update audit set ${column} = ${value} where seq = 3`,
        `update audit set ${column} = ${was} where seq = 3`,
      ),
    ).toEqual({ seq: 3, kind: 'altered' })
  })

  test('finds a row missing in the middle, one cut off at the end, and a log rewritten as a whole', async () => {
    await query(app, 'create table kept as table audit')
    const backs = `insert into audit select * from kept where seq not in (select seq from audit)`
    const put = async (fault: unknown) => {
      await query(app, 'alter table audit disable trigger user')
      await query(app, backs)
      await query(app, 'alter table audit enable trigger user')
      return fault
    }
    const without = async (seq: number) => {
      await query(app, `delete from audit where seq = ${seq}`)
      return put((await verify()).fault)
    }
    expect(await without(3)).toEqual({ seq: 3, kind: 'missing' })
    expect(await without(5)).toEqual({ seq: 5, kind: 'cut_off' })
    const { head } = await verify()
    // Whoever holds the database can make a new chain: only a head kept elsewhere shows it.
    await query(app, 'delete from audit where seq >= 4')
    await query(app, `update audit_head set seq = 3, digest = (select digest from audit where seq = 3)`)
    await lan.post('/units', { name: 'Khác' })
    await lan.post('/units', { name: 'Khác nữa' })
    expect((await verify()).fault).toBeNull()
    const operator = app.as('operator-of-the-tests')
    const expected = `${lan.workspaceId}:${head.seq}:${head.digest}`
    const { body } = await operator.get(`/audit/verify-all?expect=${encodeURIComponent(expected)}`)
    expect(body.items[0].fault).toEqual({ seq: 5, kind: 'rewritten' })
    await query(app, 'drop table kept')
  })

  test('finds two rows that changed places, and one put in', async () => {
    const swap = `update audit set seq = -2 where seq = 2; update audit set seq = 2 where seq = 3; update audit set seq = 3 where seq = -2`
    expect(await tampered(swap, swap)).toEqual({ seq: 2, kind: 'altered' })
    // Even with the right digest: the head does not know of it.
    const { head, rows } = await verify()
    const put = `alter table audit disable trigger user;
      insert into audit select workspace_id, gen_random_uuid(), at, actor_id, door, operation, subject_kind, subject_id,
        before, after, ${head.seq + 1}, '' from audit where seq = ${head.seq};
      update audit a set digest = encode(sha256(convert_to(audit_text('${head.digest}', a), 'UTF8')), 'hex')
        where seq = ${head.seq + 1};
      alter table audit enable trigger user`
    expect(await tampered(put, `delete from audit where seq = ${head.seq + 1}`)).toEqual({
      seq: rows + 2,
      kind: 'cut_off',
    })
  })

  test('twenty writers at once make one chain', async () => {
    const before = (await verify()).rows
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => lan.post('/units', { name: `U${i}` })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(await verify()).toMatchObject({ rows: before + 20, fault: null })
  })

  test('the app’s own role can neither choose its place nor touch the head', async () => {
    const { rows } = await verify()
    await query(
      app,
      `begin; set local role nhipcau_app; select set_config('app.workspace_id', '${lan.workspaceId}', true);
      insert into audit (workspace_id, id, at, door, operation, subject_kind, subject_id, seq, digest)
      values ('${lan.workspaceId}', gen_random_uuid(), '2026-06-22', 'http', 'x', 'x', gen_random_uuid(), 1, 'x'); commit`,
    )
    expect(await verify()).toMatchObject({ rows: rows + 1, fault: null })
    await expect(
      query(
        app,
        `begin; set local role nhipcau_app; select set_config('app.workspace_id', '${lan.workspaceId}', true); update audit_head set seq = 1`,
      ),
    ).rejects.toThrow(/permission denied/)
  })

  test('each organisation has its own; checking all of them is the operator’s', async () => {
    const other = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    expect((await other.get('/audit/verify')).body).toMatchObject({ rows: 1, fault: null })
    const refused = await lan.get('/audit/verify-all')
    expect([refused.status, refused.body.code]).toEqual([403, 'operator_only'])
    const { body } = await app.as('operator-of-the-tests').get('/audit/verify-all')
    expect(body.items.map(({ workspace }: { workspace: string }) => workspace).sort()).toEqual([
      'Công ty Biển Xanh',
      'Công ty Sao Mai',
    ])
  })
})

describe('the list', () => {
  test('is narrowed by person, subject, operation and time', async () => {
    const person = await addMember(app, lan.workspaceId, { role: 'admin' })
    app.moveTo('2026-06-23T02:00:00Z')
    const { body: unit } = await person.post('/units', { name: 'Của Bình' })
    await person.patch(`/units/${unit.id}`, { name: 'Của Bình An' })
    const found = async (filter: string) =>
      (await lan.get(`/audit?${filter}`)).body.items.map(({ operation }: { operation: string }) => operation)
    expect(await found(`actorId=${person.memberId}`)).toEqual(['units.update', 'units.create'])
    expect(await found(`subjectId=${unit.id}`)).toEqual(['units.update', 'units.create'])
    expect(await found(`actorId=${person.memberId}&operation=units.up`)).toEqual(['units.update'])
    expect(await found('operation=setup.')).toEqual(['setup.run'])
    expect(await found(`actorId=${person.memberId}&door=rpc`)).toEqual([])
    expect(await found(`actorId=${person.memberId}&door=http&subjectKind=unit`)).toHaveLength(2)
    expect(await found('subjectKind=workspace')).toEqual(['setup.run'])
    expect(await found('from=2026-06-23T00:00:00Z')).toEqual(['units.update', 'units.create'])
    expect(await found('until=2026-06-22T00:00:00Z')).toEqual([])
  })

  test('tells of every refused sign-in to an account that is there, with its way and its door', async () => {
    const person = await addMember(app, lan.workspaceId)
    const tryToSignIn = (email: string, password: string) =>
      fetch(`${app.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: app.url },
        body: JSON.stringify({ email, password }),
      })
    expect((await tryToSignIn(person.email, 'sai-mat-khau')).status).toBe(401)
    expect((await tryToSignIn('khong.ai@saomai.vn', 'sai-mat-khau')).status).toBe(401)
    expect((await tryToSignIn(person.email, person.password)).status).toBe(200)
    const ofPerson = async () => (await lan.get(`/audit?actorId=${person.memberId}`)).body.items
    await vi.waitFor(async () => expect(await ofPerson()).toHaveLength(2))
    const told = (await ofPerson()).map(({ operation, door, after }: Record<string, unknown>) => ({
      operation,
      door,
      after,
    }))
    expect(told).toEqual(
      expect.arrayContaining([
        { operation: 'session.signIn', door: 'http', after: { by: 'password' } },
        { operation: 'session.refused', door: 'http', after: { by: 'password' } },
      ]),
    )
  })
})
