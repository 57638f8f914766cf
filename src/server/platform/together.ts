// Work that does not wait for each other: what it asks goes out in one message to the database.

/**
 * The results of all, once all have ended. The first fault is told, which the others may only follow from, and only then:
 * what still ran on the connection of a transaction that is given up would ask in whichever comes next.
 */
export async function together<T extends readonly Promise<unknown>[] | []>(
  ...work: T
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const faults: unknown[] = []
  await Promise.all(work.map((one) => one.catch((fault) => faults.push(fault))))
  if (faults.length > 0) throw faults[0]
  return Promise.all(work)
}
