import { randomUUID } from 'node:crypto'

let time = 0
let count = 0

/**
 * A new id: UUIDv7 whose random first part is a counter (RFC 9562, 6.2, method 1), so that ids of one process sort
 * in the order they were made, within a millisecond too: rows of one batch are read back in their order.
 */
export function newId(): string {
  const now = Date.now()
  if (now > time) {
    time = now
    count = 0
  } else if (count < 0xfff) {
    count += 1
  } else {
    time += 1
    count = 0
  }
  const stamp = time.toString(16).padStart(12, '0')
  const place = count.toString(16).padStart(3, '0')
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${place}-${randomUUID().slice(19)}`
}
