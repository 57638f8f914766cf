/** The value at a path of names and places such as `data.rows.0`; the whole for an empty one, undefined for none there. */
export function readPath(value: unknown, path: string): unknown {
  let at = value
  for (const step of path.split('.').filter(Boolean)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string, unknown>)[step]
  }
  return at
}
