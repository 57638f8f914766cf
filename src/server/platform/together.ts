// Work that does not wait for each other: what it asks goes out in one message to the database.

/**
 * The results of all, once all have ended. A fault is told only then: what still ran on the connection of a transaction that
 * is given up would ask in whichever comes next. Which fault is the cause, the transaction knows.
 */
export async function together<T extends readonly Promise<unknown>[] | []>(
  ...work: T
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  await Promise.allSettled(work)
  return Promise.all(work)
}
