// Numbers written in words: `hai mươi phần trăm`, `ba ngày`, `twenty-five`; without diacritics as well.

const VIETNAMESE_DIGITS: Record<string, number> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
}
const ENGLISH_SMALL: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
}
const ENGLISH_TENS: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const SCALES: Record<string, number> = {
  nghin: 1e3,
  ngan: 1e3,
  trieu: 1e6,
  ty: 1e9,
  ti: 1e9,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
}

/** How many of the folded words from `from` on make one number, and which; null when the first begins none. */
export function readNumberWords(words: readonly string[], from = 0): { value: number; count: number } | null {
  return readEnglish(words, from) ?? readVietnamese(words, from)
}

function readEnglish(words: readonly string[], from: number): { value: number; count: number } | null {
  let [total, current, index] = [0, 0, from]
  let isAny = false
  for (; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const small = ENGLISH_SMALL[word] ?? ENGLISH_TENS[word]
    const hasRoom = current % 100 === 0 || (current % 10 === 0 && current % 100 >= 20 && (small ?? 10) < 10)
    if (small !== undefined && hasRoom) current += small
    else if (word === 'a' && !isAny && words[index + 1] === 'hundred') current = 1
    else if (word === 'hundred' && isAny && current < 100) current *= 100
    else if (/^(thousand|million|billion)$/.test(word) && isAny) {
      total += current * (SCALES[word] ?? 1)
      current = 0
    } else if (word === 'and' && current >= 100 && (words[index + 1] ?? '') in ENGLISH_SMALL) continue
    else break
    isAny = true
  }
  return isAny ? { value: total + current, count: index - from } : null
}

function readVietnamese(words: readonly string[], from: number): { value: number; count: number } | null {
  let [total, current, index] = [0, 0, from]
  let lastScale = 0
  let isAny = false
  for (; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const digit = VIETNAMESE_DIGITS[word]
    const scale = SCALES[word]
    if (word === 'muoi' && current % 100 <= 9) {
      const units = current % 100
      current = current - units + (units === 0 ? 10 : units * 10)
    } else if (word === 'tram' && isAny && current > 0 && current < 10) current *= 100
    else if (word === 'ruoi' && isAny) {
      total += current === 0 ? lastScale / 2 : 0.5
      index += 1
      break
    } else if (scale !== undefined && isAny && current > 0) {
      total += current * scale
      lastScale = scale
      current = 0
    } else if ((word === 'linh' || word === 'le') && current >= 100 && current % 100 === 0) continue
    else if (digit !== undefined && current % 10 === 0 && (current === 0 || current >= 10)) current += digit
    else break
    isAny = true
  }
  // `một tỷ hai` is 1.2 tỷ: what is left behind a scale counts its tenths.
  const isTenths = lastScale >= 1e6 && current > 0 && current < 10
  return isAny
    ? { value: total + (isTenths ? (current * lastScale) / 10 : current), count: index - from }
    : null
}
