// Where the seconds of a part go: kept beside the results, so that what is slow is known before it is cut.
const seconds: Record<string, number> = {}

/** Does the work; what several of one name took is added up. */
export async function step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const begun = performance.now()
  try {
    return await work()
  } finally {
    const more = (performance.now() - begun) / 1000
    seconds[name] = Math.round(((seconds[name] ?? 0) + more) * 10) / 10
  }
}

/** Of all steps since it was last asked. */
export function takeSteps(): Record<string, number> {
  const taken = { ...seconds }
  for (const name of Object.keys(seconds)) delete seconds[name]
  return taken
}
