/** Text for a pattern of `like`, as it was typed: its own % and _ stand for themselves. */
export function escapedForLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** A pattern for `like` that finds the text as it was typed. */
export function containing(text: string): string {
  return `%${escapedForLike(text)}%`
}
