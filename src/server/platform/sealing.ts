// Seals what must be kept and never shown, such as passwords of connections, with the installation's own key.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

export type Sealing = {
  seal(text: string): string
  /** Throws for what was sealed with another key, or changed since. */
  open(sealed: string): string
  /** A mark by which a text is found again among others, and from which nobody without the key learns it. */
  mark(text: string): string
}

const algorithm = 'aes-256-gcm'
const ivLength = 12
const tagLength = 16

export function sealingWith(secret: string): Sealing {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'nhipcau sealing', 32))
  const marking = Buffer.from(hkdfSync('sha256', secret, '', 'nhipcau marks', 32))
  return {
    seal(text) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength })
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivLength), {
        authTagLength: tagLength,
      })
      decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
      const text = Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()])
      return text.toString('utf8')
    },
    mark: (text) => createHmac('sha256', marking).update(text).digest('base64url'),
  }
}
