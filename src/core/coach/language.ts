// Which of the two languages a statement is written in, with diacritics or without.
import type { StatementLanguage, StatementText } from './statement.ts'

const VIETNAMESE_LETTER = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/giu
/** What a Vietnamese syllable without diacritics looks like; most English words do not. */
const SYLLABLE =
  /^(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oay|oe|oi|oo|ua|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uye|uyu|ye|yeu)(?:ng|nh|ch|[cmnpt])?$/
/** English words that could be Vietnamese syllables. */
const ENGLISH = new Set(
  `a an the to on in at of by can do no so go me we he be it is as up us or our own one we get set put cut hit let run sit top tap
  tax box fix mix six team mean man men ten pen hot not lot dot cat pay may say way day buy guy key eye tea sea the them then
  than that this with low how now row tie die lie out in on an ten bin win sin pin open phone one tone more use sale same time time
  date rate late make take care rare page line mine nine fine live give have home come some note vote hope rope size price cup cost
  customer bug lag log kit bit hit sit put get net let set pet met bet tip top stop chat chip ship thin think too see tree three`.split(
    /\s+/u,
  ),
)

/** Vietnamese letters decide; without any, the build of the words does; a statement of neither is Vietnamese. */
export function languageOf({ typed, folded }: StatementText): StatementLanguage {
  const letters = typed.match(/\p{L}/gu)?.length ?? 0
  const marked = typed.match(VIETNAMESE_LETTER)?.length ?? 0
  if (letters > 0 && marked / letters > 0.06) return 'vi'
  let [vietnamese, english] = [marked > 0 ? 1 : 0, 0]
  for (const found of folded.matchAll(/[a-z]+/g)) {
    const [word] = found
    const original = typed.slice(found.index, found.index + word.length)
    // Short forms such as KH, NPS and CSKH are at home in both.
    if (!/[aeiouy]/.test(word) || (word.length <= 4 && original === original.toUpperCase())) continue
    if (ENGLISH.has(word)) english += 1
    else if (SYLLABLE.test(word)) vietnamese += 1
    else if (word.length > 2) english += 1
  }
  return english > vietnamese ? 'en' : 'vi'
}
