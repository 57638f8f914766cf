// A digest of a table's rows that does not depend on the order in which they are read.
import { createHash } from 'node:crypto'

export type TableDigest = { rows: number; digest: string }

const NEWLINE = 0x0a

/**
 * Takes rows as `COPY … TO STDOUT` writes them, in chunks that may end in the middle of one. The digest is the exclusive
 * or of the rows' SHA-256: every table here has a key, so no two rows are alike and cancel out.
 */
export function tableDigest(): { add(chunk: Buffer): void; result(): TableDigest } {
  const sum = Buffer.alloc(32)
  let rows = 0
  let rest: Buffer = Buffer.alloc(0)
  const addRow = (row: Buffer) => {
    const hash = createHash('sha256').update(row).digest()
    for (let at = 0; at < 32; at++) sum[at] = (sum[at] ?? 0) ^ (hash[at] ?? 0)
    rows++
  }
  return {
    add(chunk) {
      let begin = 0
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, begin)) {
        const row = chunk.subarray(begin, end)
        addRow(rest.length > 0 ? Buffer.concat([rest, row]) : row)
        rest = Buffer.alloc(0)
        begin = end + 1
      }
      if (begin < chunk.length) rest = Buffer.concat([rest, chunk.subarray(begin)])
    },
    result: () => ({ rows, digest: sum.toString('hex') }),
  }
}
