import { describe, expect, test } from 'vitest'
import { type AdmissionRules, admit } from './single-sign-on.ts'

const rules: AdmissionRules = {
  domains: [],
  trustsEmail: false,
  roleClaim: null,
  roleMap: [],
  defaultRole: 'member',
}
const claims = { sub: 's', email: 'Hoa@SaoMai.vn', email_verified: true, name: 'Hoà' }

describe('whom a provider lets in', () => {
  test('a verified address comes in, in small letters; without a name the address is the name', () => {
    expect(admit(rules, claims)).toEqual({
      refused: null,
      email: 'hoa@saomai.vn',
      name: 'Hoà',
      role: null,
      newRole: 'member',
    })
    expect(admit(rules, { ...claims, name: ' ' })).toMatchObject({ name: 'hoa@saomai.vn' })
    expect(
      admit(rules, { ...claims, name: undefined, given_name: 'Hoà', family_name: 'Trần' }),
    ).toMatchObject({
      name: 'Hoà Trần',
    })
    expect(admit(rules, { ...claims, email_verified: 'true' })).toMatchObject({ refused: null })
  })

  test.each([
    [undefined, false, 'email_unverified'],
    [undefined, true, null],
    [false, true, 'email_unverified'],
    ['false', true, 'email_unverified'],
    [1, false, 'email_unverified'],
    [null, true, 'email_unverified'],
  ])('verified %s, trusted %s: %s', (email_verified, trustsEmail, refused) => {
    expect(admit({ ...rules, trustsEmail }, { ...claims, email_verified })).toMatchObject({ refused })
  })

  test('a user name is an address only where the provider is trusted', () => {
    const named = { sub: 's', preferred_username: 'a@saomai.vn' }
    expect(admit({ ...rules, trustsEmail: true }, named)).toMatchObject({ email: 'a@saomai.vn' })
    expect(admit(rules, { ...named, email_verified: true })).toEqual({ refused: 'email_missing' })
    expect(admit({ ...rules, trustsEmail: true }, { ...named, preferred_username: 'SAOMAI\\a' })).toEqual({
      refused: 'email_missing',
    })
  })

  test('the domain is what follows the last @, whole', () => {
    const narrow = { ...rules, domains: ['saomai.vn'] }
    for (const email of ['a@x.saomai.vn', 'a@saomai.vn.xau.vn', 'a@xsaomai.vn'])
      expect(admit(narrow, { ...claims, email })).toEqual({ refused: 'domain' })
    expect(admit(narrow, claims)).toMatchObject({ refused: null })
  })
})

describe('as what', () => {
  const map = (roleClaim: string) => ({
    ...rules,
    roleClaim,
    roleMap: [
      { value: 'chu', role: 'admin' as const },
      { value: 'xem', role: 'viewer' as const },
    ],
  })
  test.each([
    [['xem', 'chu'], 'admin'],
    ['xem', 'viewer'],
    [['khac'], 'member'],
    [undefined, 'member'],
    [{ chu: true }, 'member'],
  ])('%j: %s', (groups, role) => {
    expect(admit(map('groups'), { ...claims, groups })).toMatchObject({ role, newRole: role })
  })

  test('a claim is found by its whole name first, then step by step, and never in what every object has', () => {
    expect(admit(map('realm.roles'), { ...claims, realm: { roles: ['xem'] } })).toMatchObject({
      role: 'viewer',
    })
    expect(admit(map('https://x.vn/roles'), { ...claims, 'https://x.vn/roles': ['chu'] })).toMatchObject({
      role: 'admin',
    })
    expect(admit(map('constructor.name'), claims)).toMatchObject({ role: 'member' })
  })

  test('where no line fits and no role is given, nobody comes in', () => {
    expect(admit({ ...map('groups'), defaultRole: null }, claims)).toEqual({ refused: 'no_role' })
  })
})
