/**
 * The shortest path from `from` through `to` back to `from` that a new link from → to would close, such as
 * `['a', 'b', 'c', 'a']`, or null if it closes none. `linksOf` lists what an item already points to. A circle
 * that does not pass through `from` is not the new link's doing and is not reported.
 */
export function circleClosedBy(
  from: string,
  to: string,
  linksOf: (id: string) => readonly string[],
): string[] | null {
  const cameFrom = new Map<string, string>([[to, from]])
  const queue = [to]
  for (const id of queue) {
    if (id === from) break
    for (const next of linksOf(id)) {
      if (cameFrom.has(next)) continue
      cameFrom.set(next, id)
      queue.push(next)
    }
  }
  if (!cameFrom.has(from)) return null
  const path = [from]
  let at = cameFrom.get(from)
  while (at !== undefined && at !== from) {
    path.unshift(at)
    at = cameFrom.get(at)
  }
  return [from, ...path]
}
