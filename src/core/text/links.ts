// Addresses in what people write, so that they can be followed. Only http, https and mailto: nothing that runs.

/** A text in order: words, and addresses with what they are shown as. */
export type LinkPart = { words: string } | { href: string; shown: string }

const candidate = /(?:https?:\/\/|mailto:)[^\s<>"'`{}|\\^]{1,2000}/gi
/** What ends a sentence rather than an address. */
const trailing = /[.,;:!?…)\]]+$/u

/** Anything that is no whole address of an allowed kind stays words, as it was typed. */
export function linkParts(text: string): LinkPart[] {
  const parts: LinkPart[] = []
  let from = 0
  for (const match of text.matchAll(candidate)) {
    const address = withoutTail(match[0])
    const href = safeHref(address)
    // In the middle of a word, such as "xhttp://…", an address is none.
    const isOwnWord = match.index === 0 || !/[\p{L}\p{N}_-]/u.test(text[match.index - 1] ?? '')
    if (!href || !isOwnWord) continue
    if (match.index > from) parts.push({ words: text.slice(from, match.index) })
    parts.push({ href, shown: address })
    from = match.index + address.length
  }
  if (from < text.length) parts.push({ words: text.slice(from) })
  return parts
}

const webAddress = /^https?:\/\/[\p{L}\p{N}[][^\s/?#@\\]*(?:[/?#]\S*)?$/iu
const mailAddress = /^mailto:[^\s@?]+@[^\s@?]+(?:\?\S*)?$/i

/**
 * The address, where it is whole and of an allowed kind; null for any other. "https://bank.vn@evil.vn" leads to evil.vn:
 * an address that carries a name to sign in with is no link.
 */
export function safeHref(address: string): string | null {
  return webAddress.test(address) || mailAddress.test(address) ? address : null
}

/** A bracket is kept where it was opened within the address, as in …/wiki/A_(b). */
function withoutTail(address: string): string {
  const tail = trailing.exec(address)?.[0] ?? ''
  let kept = address.slice(0, address.length - tail.length)
  if (tail.startsWith(')') && kept.includes('(') && !kept.includes(')')) kept += ')'
  return kept
}
