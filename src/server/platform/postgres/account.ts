/** Who runs PostgreSQL: oneself, or, because it refuses to run as root, an existing user without rights. */
import { readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { StartError } from './start-error.ts'

export type Account = {
  name: string
  uid: number
  gid: number
  /** The process is root and PostgreSQL runs as this other user. */
  isOther: boolean
}

const unprivileged = 'nobody'

/** What spawn needs to run a program as this user. */
export const runAs = ({ isOther, uid, gid }: Account) => (isOther ? { uid, gid } : {})

const ownerOf = (folder: string) => statSync(folder, { throwIfNoEntry: false })?.uid

const noUser = (who: string) =>
  new StartError(
    'no_database_user',
    `PostgreSQL cần một người dùng có tên trong /etc/passwd, nhưng không có ${who}. Hãy chạy bằng người dùng khác, hoặc đặt DATABASE_URL.`,
    `PostgreSQL needs a user that /etc/passwd names, and ${who} is not there. Run as another user, or set DATABASE_URL.`,
  )

const wrongOwner = (cluster: string, name: string) =>
  new StartError(
    'wrong_owner',
    `Thư mục ${cluster} thuộc về người dùng khác nên PostgreSQL không dùng được. Hãy chạy bằng người dùng cũ, hoặc: chown -R ${name} ${cluster}`,
    `The folder ${cluster} belongs to another user, so PostgreSQL cannot use it. Run as the user of before, or: chown -R ${name} ${cluster}`,
  )

const oneself = (): Account => {
  try {
    const { username, uid, gid } = userInfo()
    return { name: username, uid, gid, isOther: false }
  } catch {
    throw noUser(`uid ${process.getuid?.()}`)
  }
}

const listed = (matches: (name: string, uid: number) => boolean): Account | undefined => {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name = '', , uid, gid] = line.split(':')
    if (uid && gid && matches(name, Number(uid))) {
      return { name, uid: Number(uid), gid: Number(gid), isOther: true }
    }
  }
  return undefined
}

/** The user to run PostgreSQL for this cluster, which need not exist yet: as root, its owner or `nobody`. */
export const databaseAccount = (cluster: string): Account => {
  const owner = ownerOf(cluster)
  if (process.getuid?.() === 0) {
    if (owner === 0) throw wrongOwner(cluster, unprivileged)
    const account = listed((name, uid) => (owner === undefined ? name === unprivileged : uid === owner))
    if (!account) throw noUser(owner === undefined ? unprivileged : `uid ${owner}`)
    return account
  }
  const account = oneself()
  if (owner !== undefined && owner !== account.uid) throw wrongOwner(cluster, account.name)
  return account
}
