// What makes a measurement the same one when it is sent again (DOMAIN.md 7).

/** External id, or source, instant and place among those of the same instant in the same batch. */
export function identityOf(
  { externalId }: { externalId?: string | undefined },
  source: string,
  at: string,
  places: Map<string, number>,
): string {
  if (externalId !== undefined) return `id ${externalId}`
  const place = places.get(at) ?? 0
  places.set(at, place + 1)
  return `${source} ${at} ${place}`
}

/** The place that an identity holds among those of its instant: the later one is the `last`, whenever it was corrected. */
export function placeOf(identity: string): number {
  return identity.startsWith('id ') ? 0 : Number(identity.slice(identity.lastIndexOf(' ') + 1))
}
