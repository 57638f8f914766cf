// The same statement as others type it: letters swapped, doubled or lost, shortened words, another number.
import { fold } from '../../src/core/text/fold.ts'

const SHORT: [RegExp, string][] = [
  [/\bkhách hàng\b/gi, 'KH'],
  [/\bdoanh thu\b/gi, 'DT'],
  [/\bnhân viên\b/gi, 'NV'],
  [/\bchăm sóc khách hàng\b/gi, 'CSKH'],
  [/\btỷ lệ\b/gi, 'TL'],
  [/\bsản phẩm\b/gi, 'SP'],
  [/\bhợp đồng\b/gi, 'HĐ'],
  [/\bđào tạo\b/gi, 'ĐT'],
  [/\bkhông\b/gi, 'ko'],
  [/\bđược\b/gi, 'đc'],
  [/\btriệu\b/gi, 'tr'],
  [/\bthời gian\b/gi, 'TG'],
  [/\btrung bình\b/gi, 'TB'],
  [/\bcông ty\b/gi, 'cty'],
  [/\bquy trình\b/gi, 'QT'],
  [/\bcustomers?\b/gi, 'cust'],
  [/\band\b/gi, '&'],
  [/\bpercent\b/gi, '%'],
  [/\bmanagement\b/gi, 'mgmt'],
  [/\borganis/gi, 'organiz'],
]

export function disturbed(text: string, uniform: () => number): string {
  let typed = text
  for (const [word, short] of SHORT) if (uniform() < 0.3) typed = typed.replace(word, short)
  if (uniform() < 0.5) typed = withTypo(typed, uniform)
  if (uniform() < 0.2) typed = withTypo(typed, uniform)
  if (uniform() < 0.15) typed = `${typed}.`
  if (uniform() < 0.4) typed = fold(typed)
  return typed
}

function withTypo(text: string, uniform: () => number): string {
  const place = 1 + Math.floor(uniform() * Math.max(text.length - 2, 1))
  const [here = '', next = ''] = [text[place], text[place + 1]]
  if (!/\p{L}/u.test(here) || !/\p{L}/u.test(next)) return text
  const chance = uniform()
  if (chance < 0.35) return text.slice(0, place) + text.slice(place + 1)
  if (chance < 0.7) return text.slice(0, place) + next + here + text.slice(place + 2)
  return text.slice(0, place) + here + text.slice(place)
}
