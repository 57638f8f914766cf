// Mentions in a text: `@{id}` stands for a person, whatever they are called by the time it is read.

const token = /@\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}/g

/** A text in order: words, and people by their ids. */
export type TextPart = { words: string } | { memberId: string }

/** The people that a text calls in, each once, in the order they are named. */
export function mentionedIn(text: string): string[] {
  return [...new Set([...text.matchAll(token)].map(([, id]) => id ?? ''))]
}

/** The text as words and people, for showing names where the ids stand. Anything that is no id stays as it was typed. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(token)) {
    if (match.index > from) parts.push({ words: text.slice(from, match.index) })
    parts.push({ memberId: match[1] ?? '' })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ words: text.slice(from) })
  return parts
}

/** A text as people write it, with `@Name`, and back: the longest name that fits stands for its person. */
export function namesToIds(text: string, people: readonly { id: string; name: string }[]): string {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length)
  return byLength.reduce((so, { id, name }) => so.split(`@${name}`).join(`@{${id}}`), text)
}

export function idsToNames(text: string, nameOf: (id: string) => string): string {
  return textParts(text)
    .map((part) => ('words' in part ? part.words : `@${nameOf(part.memberId)}`))
    .join('')
}
