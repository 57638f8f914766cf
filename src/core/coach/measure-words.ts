// Words that tell how a number is meant, folded: a rise, a fall, a level that is held, what is better low.

export const RISE =
  /\b(?:tang(?! (?:ca|cuong doi ngu|hai|ba|tret))|nang(?! (?:suat|luc|luong|khieu))|mo rong|day manh|thu hut|grow|grew|increas\w*|rais\w*|lift|boost|expand|improv\w*|gain|add|acquire|win|reach|achiev\w*|up|climb|rise)\b/
export const FALL =
  /\b(?:giam|ha|cat|rut ngan|tiet kiem|thu hep|ha thap|keo giam|xuong|reduc\w*|decreas\w*|cut|cuts|cutting|lower\w*|shorten\w*|shrink|drop\w*|bring down|slash|halve\w*|trim|minimi[sz]e|down|fewer|fall\w*|less)\b/
export const MOVE =
  /\b(?:tang(?! (?:ca|hai|ba|tret))|nang(?! (?:suat|luc|luong|khieu))|giam|ha|cat|rut ngan|tiet kiem|cai thien|dua|keo|day|thu hep|grow\w*|increas\w*|rais\w*|lift\w*|boost\w*|improv\w*|reduc\w*|decreas\w*|cut\w*|lower(?:s|ed|ing)?(?! than)|shorten\w*|shrinks?|drop\w*|bring\w*(?=[^0-9]*\b(?:down|up|to|from|back)\b)|slash\w*|mov\w*|get|push|expand\w*|fall\w*|rise\w*|trim\w*|up|down|climb\w*|add|adds|jump\w*|fell|rose)\b/
export const HOLD =
  /\b(?:giu(?! (?:chan|duoc))|duy tri|dam bao|bao dam|on dinh|kiem soat|khong de|luon|nam trong|dao dong|keep\w*|maintain\w*|stay\w*|hold\w*|remain\w*|sustain\w*|ensure\w*|always|within|between)\b/
export const LOWER_IS_BETTER =
  /\b(?:thoi gian|ty le loi|loi(?! (?:nhuan|ich|the|suat|tuc))|chi phi|khieu nai|ton kho|nghi viec|roi bo|huy(?! (?:dong|chuong))|tre han|tre gio|giao tre|hao hut|tai nan|su co|that thoat|no xau|no qua han|cong no|phe pham|tra hang|hoan hang|cho doi|thoi gian cho|dung may|sai sot|vi pham|churn|(?<!on |on-)time|cost|complaint\w*|error\w*|defect\w*|incident\w*|accident\w*|attrition|turnover|downtime|delay\w*|late|refund\w*|return rate|returns|backlog|bounce|scrap|waste|absence|absenteeism|no-show\w*|wait\w*|latency|overdue|debt|breach\w*|injur\w*|cac|infection\w*)\b/
export const SCORE = /\b(?:nps|enps|csat|diem|scores?|ratings?|index|ces)\b/
export const MONEY =
  /\b(?:doanh thu|dt|doanh so|loi nhuan|ln|lai|lai gop|chi phi|gia|luong|ngan sach|von|cong no|no|du no|huy dong|tien|quy|phi|thu nhap|tiet kiem|gia tri|don hang trung binh|gmv|mrr|arr|aov|cac|cpl|ltv|revenue|cost|profit|sales)\b/

export function lastMatch(text: string, pattern: RegExp): number {
  let last = -1
  for (const found of text.matchAll(new RegExp(pattern, 'g'))) last = found.index
  return last
}

export function foldUnit(unit: string): string {
  return unit.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()
}
