// Words that promise without saying how much: `tốt hơn`, `tối ưu`, `improve`.
import type { StatementLanguage, StatementText } from './statement.ts'

const VAGUE: Record<StatementLanguage, RegExp> = {
  vi: /\b(?:tot hon|toi uu(?: hoa)?|hieu qua hon|nhanh hon|manh hon|cao hon|hop ly hon|cai thien|nang cao|day manh|tang cuong|chuyen nghiep hon|hoan thien|on hon|cang nhieu cang tot|cang som cang tot|dang ke|ro ret|hieu qua|chat luong hon|phat trien hon|tich cuc hon|kha hon|it hon|nhieu hon|ben vung hon)\b/g,
  en: /\b(?:better|optimi[sz]e[ds]?|optimal|improve[ds]?|improving|enhance[ds]?|strengthen|more efficient(?:ly)?|more effective(?:ly)?|efficient(?:ly)?|effective(?:ly)?|significant(?:ly)?|as much as possible|as soon as possible|faster|stronger|higher|lower|more|fewer|drive|boost|world-class|best-in-class)\b/g,
}
/** What carries no content of its own beside a vague word. */
const EMPTY = new Set(
  `lam lam cho mot cach hon nua rat viec moi thu cac nhung hoat dong cong viec cong ty chung toi ta minh phan dau no lien tuc
  ngay cang them tot va la se can phai de duoc things it the a an our all make do be get to we us work everything and
  ways of working continuously even much very company business performance overall general`.split(/\s+/u),
)

/** The first vague words as typed, and whether nothing else is said; null when there are none. */
export function vaguePhrase(
  { typed, folded }: StatementText,
  language: StatementLanguage,
): { phrase: string; isAll: boolean } | null {
  const found = [...folded.matchAll(VAGUE[language])]
  const [first] = found
  if (first === undefined) return null
  const rest = folded.replace(VAGUE[language], ' ').match(/[a-z]{2,}/g) ?? []
  const isAll = rest.every((word) => EMPTY.has(word))
  return { phrase: typed.slice(first.index, first.index + first[0].length), isAll }
}
