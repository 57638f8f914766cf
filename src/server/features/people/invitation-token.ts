// The token in an invitation's link: it names workspace and invitation, and proves itself by a secret kept as a digest.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export type InvitationToken = { workspaceId: string; id: string; digest: string }

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const uuidOf = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const digestOf = (secret: Buffer) => createHash('sha256').update(secret).digest('hex')

export function makeToken(workspaceId: string, id: string): { token: string; digest: string } {
  const secret = randomBytes(24)
  const token = Buffer.concat([bytesOf(workspaceId), bytesOf(id), secret]).toString('base64url')
  return { token, digest: digestOf(secret) }
}

/** Null for what cannot be one of ours. */
export function readToken(token: string): InvitationToken | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 56) return null
  return {
    workspaceId: uuidOf(bytes.subarray(0, 16)),
    id: uuidOf(bytes.subarray(16, 32)),
    digest: digestOf(bytes.subarray(32)),
  }
}

export function isSameDigest(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
