// Room on the disk of the embedded database: writes are refused while some is still left. PostgreSQL itself goes on until the
// disk is full to the last block, and then falls over, and cannot be read either.
import { statfs } from 'node:fs/promises'

/** Four segments of the write-ahead log. */
const least = 64 * 1024 * 1024

/** So long an answer holds. */
const fresh = 1000

/** Answers whether the folder's disk has room for writes. */
export function watchRoom(folder: string): () => Promise<boolean> {
  let asked = Number.NEGATIVE_INFINITY
  let answer: Promise<boolean> = Promise.resolve(true)
  const look = () =>
    statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize >= least,
      // Whoever cannot be asked has not said that it is full.
      () => true,
    )
  return () => {
    if (performance.now() - asked > fresh) {
      asked = performance.now()
      answer = look()
    }
    return answer
  }
}
