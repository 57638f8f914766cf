// One line of the table: what was looked at after a fault, what was found, and whether that is as it must be.
export type Finding = { what: string; found: string | number; held: boolean }

/** As found, where it must be the same as expected. */
export function same(what: string, found: unknown, expected: unknown): Finding {
  const [seen, wanted] = [JSON.stringify(found), JSON.stringify(expected)]
  const held = seen === wanted
  return {
    what,
    found: held ? seen.slice(0, 60) : `${seen.slice(0, 300)}, not ${wanted.slice(0, 300)}`,
    held,
  }
}

/** At most so much, or with `isLeast` at least. */
export function within(what: string, found: number, bound: number, isLeast = false): Finding {
  return { what, found: Math.round(found * 100) / 100, held: isLeast ? found >= bound : found <= bound }
}

/** Whole runs are for the table, short ones for the tests of every change. */
export type Size = 'whole' | 'short'

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Looks again and again until it is so; answers with the seconds that it took, or Infinity. */
export async function secondsUntil(isSo: () => Promise<boolean>, patience = 60): Promise<number> {
  const begun = performance.now()
  const seconds = () => (performance.now() - begun) / 1000
  while (!(await isSo().catch(() => false))) {
    if (seconds() > patience) return Number.POSITIVE_INFINITY
    await pause(50)
  }
  return seconds()
}
