// Names without diacritics: for search that forgives and for slugs.

/** Lower case without diacritics, đ as d: `Doanh thu Đà Nẵng` → `doanh thu da nang`. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()
}

/** Words as they are sought: folded, without punctuation, each after a space. */
const wordsOf = (text: string) =>
  ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()}`

/** Whether every word of `sought` begins a word of `text`, diacritics and capitals aside; nothing sought is found. */
export function holdsWords(text: string, sought: string): boolean {
  const words = wordsOf(text)
  return wordsOf(sought)
    .split(/(?= )/)
    .every((word) => words.includes(word))
}

/**
 * A slug that formulas can name: lower-case letters, digits and `_`, beginning with a letter. What begins with a
 * digit, or has no Latin letter or digit at all, takes `kpi` in front. Unique among those taken: `_2`, `_3`, …
 */
export function slugFrom(name: string, taken: (slug: string) => boolean = () => false): string {
  const words = fold(name).match(/[a-z0-9]+/g) ?? []
  const joined = words.join('_')
  const slug = /^[a-z]/.test(joined) ? joined : ['kpi', ...words].join('_')
  let unique = slug
  for (let count = 2; taken(unique); count += 1) unique = `${slug}_${count}`
  return unique
}
