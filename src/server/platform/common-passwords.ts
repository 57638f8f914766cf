// Passwords that are tried first: those known from breaches (the list of zxcvbn-ts), and those that anyone here would try.

/** Words that with some figures behind them are no password, without diacritics and spaces. */
const obvious = [
  'matkhau',
  'nhipcau',
  'vietnam',
  'hanoi',
  'saigon',
  'anhyeuem',
  'emyeuanh',
  'iloveyou',
  'password',
  'passw0rd',
  'p@ssw0rd',
  'admin',
  'administrator',
  'welcome',
  'qwerty',
  'abcdef',
  'abcdefgh',
]

let known: Promise<ReadonlySet<string>> | undefined

/** Read when a password is first set: the list is large, and most processes never need it. */
function breached(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) =>
      new Set((dictionary['passwords-common'] ?? []).map(String).filter(({ length }) => length >= 8)),
  )
  return known
}

/** Whether others have this password too, or it is the person's own address. */
export async function isCommonPassword(password: string, email: string | null = null): Promise<boolean> {
  const small = password.toLowerCase()
  if ((await breached()).has(small)) return true
  const bare = small
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/[\s\d!@#$%.,_*?-]+$/, '')
  if (bare === '' || [...new Set(small)].length < 3) return true
  const spaceless = bare.replace(/\s/g, '')
  const name = email?.toLowerCase().split('@')[0] ?? ''
  return (
    obvious.includes(spaceless) || small === email?.toLowerCase() || (name.length >= 4 && spaceless === name)
  )
}
