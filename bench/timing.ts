// Times of asynchronous work, in milliseconds.

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The middle one of several rounds, after one that is not counted. */
export async function medianTime(rounds: number, work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timed(work))
  return median(times)
}

/** Both in turn, round by round, so that what else the machine does falls on both. */
export async function medianTimes(
  rounds: number,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
): Promise<{ ours: number; bare: number }> {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  for (let round = -1; round < rounds; round++) {
    const [our, their] = [await timed(ours), await timed(bare)]
    if (round < 0) continue
    times.ours.push(our)
    times.bare.push(their)
  }
  return { ours: median(times.ours), bare: median(times.bare) }
}

export function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}
