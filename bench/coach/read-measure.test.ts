// Measures read from text: number habits of both languages, one by one, in the notation of LABELLING.md.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reviewStatement } from '../../src/core/coach/review-statement.ts'
import { fold } from '../../src/core/text/fold.ts'
import { library } from '../../src/server/features/templates/library.ts'
import { readDataSet } from './data-set.ts'
import { notationOf } from './judge.ts'

const read = (text: string) => notationOf(reviewStatement(text, { field: 'key_result' }).measure)

test.each([
  ['Doanh thu đạt 1.500.000 đồng mỗi đơn', '^1500000 ₫'],
  ['Doanh thu tháng đạt 1.500 triệu', '^1500000000 ₫'],
  ['Số khách đạt 1.500', '^1500'],
  ['Số khách đạt 1.500 khách', '^1500 khách'],
  ['Doanh thu đạt 1.5 tỷ', '^1500000000 ₫'],
  ['Doanh thu đạt 1,5 tỷ đồng', '^1500000000 ₫'],
  ['Doanh thu 15tr mỗi ngày', '^15000000 ₫'],
  ['Giá trị đơn trung bình đạt 1tr5', '^1500000 ₫'],
  ['Lợi nhuận đạt 2 tỷ rưỡi', '^2500000000 ₫'],
  ['Lợi nhuận từ 2 tỷ rưỡi lên 4 tỷ', '2500000000>4000000000 ₫'],
  ['Người theo dõi đạt 3k', '^3000'],
  ['Chi phí mỗi đơn giảm 3k', '~-3000 ₫'],
  ['Tăng lượt xem từ 3k lên 10k', '3000>10000'],
  ['Giảm hai mươi phần trăm chi phí', '~-20 %'],
  ['Giảm thời gian chờ xuống còn ba ngày', 'v3 ngày'],
  ['Trả lời khách trong vòng hai giờ', '<=2 giờ'],
  ['Giữ tồn kho từ 10 đến 15 ngày', '10..15 ngày'],
  ['Giữ tồn kho 10-15 ngày', '10..15 ngày'],
  ['Nhiệt độ kho luôn trong khoảng 2–8 độ', '2..8 độ'],
  ['Doanh thu xuất khẩu đạt 5 triệu USD', '^5000000 $'],
  ['Doanh thu xuất khẩu đạt $5 triệu', '^5000000 $'],
  ['Huy động 2 triệu đô la', '^2000000 $'],
  ['Hoàn thành trước 30/6', ''],
  ['Hoàn thành trước ngày 30/6/2026', ''],
  ['Xong trong quý 3', ''],
  ['Ra mắt năm 2026', ''],
  ['Doanh thu năm 2026 đạt 50 tỷ', '^50000000000 ₫'],
  ['Đạt chứng nhận ISO 9001', ''],
  ['Tỷ lệ đúng hạn ít nhất 95%', '>=95 %'],
  ['At least 95% on time', '>=95 %'],
  ['at least 95 % of orders shipped on time', '>=95 %'],
  ['Double MRR', 'x2'],
  ['double MRR by June', 'x2'],
  ['MRR doubles', 'x2'],
  ['Giảm một nửa số khiếu nại', 'x0.5'],
  ['Số khiếu nại giảm một nửa', 'x0.5'],
  ['Số khiếu nại giảm còn một nửa', 'x0.5'],
  ['Tăng gấp ba lượng khách', 'x3'],
  ['Doanh thu gấp đôi năm ngoái', 'x2'],
  ['Doanh thu gấp 2,5 lần', 'x2.5'],
  ['Tăng gấp rưỡi số học viên', 'x1.5'],
  ['Tỷ lệ chốt tăng gấp rưỡi', 'x1.5'],
  ['Doanh thu tăng gấp đôi', 'x2'],
  ['Doanh số tăng 1,5 lần', 'x1.5'],
  ['Triple weekly active users', 'x3'],
  ['Halve the number of incidents', 'x0.5'],
  ['Incidents cut in half', 'x0.5'],
  ['Grow revenue 3x', 'x3'],
  ['Cut food waste by a third', 'x0.6666666666666666'],
  ['Reduce churn by a quarter', 'x0.75'],
  ['Revenue from $1.2M to $2M', '1200000>2000000 $'],
  ['Revenue from 1.2 to 2 million dollars', '1200000>2000000 $'],
  ['Revenue grows from €800k to €1.1m', '800000>1100000 €'],
  ['Increase ARR to £3m', '^3000000 £'],
  ['Raise average order value from $45 to $60', '45>60 $'],
  ['Reduce response time from 48 to 30 minutes', '48>30 minutes'],
  ['from 48 to 30 minutes', '48>30 minutes'],
  ['Response time: 48 → 30 min', '48>30 minutes'],
  ['NPS 30 -> 50', '30>50 điểm'],
  ['NPS from 30 to 50', '30>50 points'],
  ['NPS of 60+', '>=60 points'],
  ['NPS 60', '^60 điểm'],
  ['Đạt NPS 80', '^80 điểm'],
  ['Điểm NPS từ 30 lên 50', '30>50 điểm'],
  ['CSAT ≥ 4,5/5', '>=4.5 điểm'],
  ['Rating of at least 4.5/5', '>=4.5 points'],
  ['Uptime 99.9%', '^99.9 %'],
  ['Uptime of 99.95% or more', '>=99.95 %'],
  ['No more than 2% returns', '<=2 %'],
  ['fewer than 5 bugs per release', '<=5 bugs'],
  ['Answer within 3 rings', '<=3 rings'],
  ['Nghe máy sau tối đa 3 hồi chuông', '<=3 hồi chuông'],
  ['Không quá 5 khiếu nại mỗi tháng', '<=5 khiếu nại'],
  ['Dưới 1% đơn sai', '<=1 %'],
  ['Không có tai nạn', '<=0 tai nạn'],
  ['0 tai nạn', '<=0 tai nạn'],
  ['Zero accidents', '<=0 accidents'],
  ['Reduce accidents to zero', 'v0'],
  ['Số tai nạn về 0', 'v0'],
  ['Between 20 and 25 degrees', '20..25 degrees'],
  ['Keep stock between 20 and 25 days', '20..25 days'],
  ['Lead time 2-3 days', '2..3 days'],
  ['Twenty new customers', '^20 customers'],
  ['Win twenty-five new customers', '^25 customers'],
  ['Ba mươi khách hàng mới', '^30 khách hàng'],
  ['Tuyển được mười hai kỹ sư giỏi qua thử việc', '^12 kỹ sư'],
  ['Thêm 50 khách hàng', '~+50 khách hàng'],
  ['Add 50 reference customers', '~+50 customers'],
  ['Increase revenue by 20%', '~+20 %'],
  ['Increase revenue 20% year on year', '~+20 %'],
  ['Revenue +20% YoY', '~+20 %'],
  ['Doanh thu tăng 20% so với cùng kỳ', '~+20 %'],
  ['Doanh thu tăng thêm 3 tỷ', '~+3000000000 ₫'],
  ['Giảm 1.500đ mỗi đơn', '~-1500 ₫'],
  ['Giảm 12 phút', '~-12 phút'],
  ['Reduce wait by 10 minutes', '~-10 minutes'],
  ['Time to hire down from 52 to 30 days', '52>30 days'],
  ['Giảm từ 52 ngày còn 30 ngày thời gian tuyển', '52>30 ngày'],
  ['Thời gian tuyển 52 ngày → 30 ngày', '52>30 ngày'],
  ['Thời gian tuyển còn 30 ngày (hiện 52)', '52>30 ngày'],
  ['80% of customers renew', '^80 %'],
  ['Eight in ten customers renew', '^80 %'],
  ['Nine out of ten orders arrive on time', '^90 %'],
  ['98 of 100 orders complete', '^98 %'],
  ['85 percent of staff certified', '^85 %'],
  ['Phản hồi trong 24h', '<=24 giờ'],
  ['Phản hồi trong 24 giờ', '<=24 giờ'],
  ['Respond within 24h', '<=24 hours'],
  ['Phản hồi khách trong 15p', '<=15 phút'],
  ['hỗ trợ 24/7', ''],
  ['Sẵn sàng 24/7 với uptime 99,9%', '^99.9 %'],
  ['Deliver v2.0 to all customers', ''],
  ['Covid-19 không làm gián đoạn sản xuất', ''],
  ['Top 3 thương hiệu trong ngành', ''],
  ['Xếp hạng top 10', ''],
  ['Lương bình quân từ 12tr lên 15tr', '12000000>15000000 ₫'],
  ['Lương bình quân từ 12 lên 15 triệu', '12000000>15000000 ₫'],
  ['Thu nhập hộ tăng từ 60 triệu/năm lên 80 triệu/năm', '60000000>80000000 ₫/năm'],
  ['Đơn giao từ 800 lên 1.200 đơn/ngày', '800>1200 đơn/ngày'],
  ['Năng suất 1.200 sp/giờ', '^1200 sp/giờ'],
  ['Tốc độ tải trang dưới 2s', '<=2 giây'],
  ['Page load under 2s', '<=2 seconds'],
  ['p95 latency < 300ms', '<=300 ms'],
  ['Chi phí dưới 500 nghìn đồng/đơn', '<=500000 ₫/đơn'],
  ['chi phi duoi 500k/don', '<=500000 ₫/don'],
  ['doanh thu tang tu 15 ty len 30 ty', '15000000000>30000000000 ₫'],
  ['giam ty le nghi viec tu 12% xuong 8%', '12>8 %'],
  ['toi da ba hoi chuong', '<=3 hoi chuong'],
  ['giu nhiet do tu 2 den 8 do', '2..8 do'],
  ['tang gap doi so khach', 'x2'],
  ['giam mot nua so loi', 'x0.5'],
  ['loi nhuan dat 2 ty ruoi', '^2500000000 ₫'],
  ['gia tri don dat 1tr2', '^1200000 ₫'],
  ['Doanh thu 1 tỷ 2', '^1200000000 ₫'],
  ['Doanh thu một tỷ hai', '^1200000000 ₫'],
  ['Doanh thu hai tỷ rưỡi', '^2500000000 ₫'],
  ['Vốn điều lệ đạt 100 tỷ VND', '^100000000000 ₫'],
  ['Vốn FDI 300 triệu đô', '^300000000 $'],
  ['15-20% khách quay lại', '15..20 %'],
  ['Tỷ lệ quay lại đạt 40% trong 6 tháng', '^40 %'],
  ['40% retention after 90 days', '^40 %'],
  ['Retention after 90 days of at least 40%', '>=40 %'],
  ['Reach 1,000,000 downloads', '^1000000 downloads'],
  ['Reach 1.5 million downloads', '^1500000 downloads'],
  ['Reach one million users', '^1000000 users'],
  ['Cost per lead below $20', '<=20 $'],
  ['Cost per lead under 20 USD', '<=20 $'],
  ['Giá vốn không quá 32% doanh thu', '<=32 %'],
  ['Biên lợi nhuận gộp tối thiểu 35%', '>=35 %'],
  ['Tăng biên gộp 3 điểm phần trăm', '~+3 %'],
  ['Margin up 3 percentage points', '~+3 %'],
  ['Margin up 3pp', '~+3 %'],
])('%s → %s', (text, measure) => expect(read(text)).toBe(measure))

test('without diacritics the same numbers are read', () => {
  const rows = readDataSet().filter(({ language, measure }) => language === 'vi' && measure !== '')
  const language = 'vi'
  const numbersOf = (text: string) =>
    JSON.stringify({ ...reviewStatement(text, { language }).measure, unit: undefined })
  const differing = rows.filter(({ text }) => numbersOf(text) !== numbersOf(fold(text)))
  expect(differing.map(({ text }) => text)).toEqual([])
  expect(rows.length).toBeGreaterThan(300)
})

test('amounts of every size and way to write them are read the same without diacritics', () => {
  const amount = fc.tuple(
    fc.integer({ min: 1, max: 999 }),
    fc.constantFrom(
      '',
      ' nghìn',
      ' triệu',
      ' tỷ',
      'tr',
      'k',
      '%',
      ' phút',
      ' khách hàng',
      ' tỷ rưỡi',
      ' đồng',
    ),
  )
  const frame = fc.constantFrom(
    (a: string, b: string) => `Tăng doanh thu từ ${a} lên ${b}`,
    (_: string, b: string) => `Giảm chi phí còn ${b}`,
    (_: string, b: string) => `Số đơn tối thiểu ${b} mỗi ngày`,
    (_: string, b: string) => `Thời gian chờ không quá ${b}`,
    (a: string, b: string) => `Giữ trong khoảng ${a} đến ${b}`,
  )
  fc.assert(
    fc.property(amount, amount, frame, ([low, first], [high, second], write) => {
      const text = write(`${low}${first}`, `${high}${second}`)
      const marked = reviewStatement(text, { field: 'key_result', language: 'vi' }).measure
      const plain = reviewStatement(fold(text), { field: 'key_result', language: 'vi' }).measure
      expect(plain && { ...plain, unit: fold(plain.unit) }).toEqual(
        marked && { ...marked, unit: fold(marked.unit) },
      )
    }),
  )
})

test.each(['vi', 'en'] as const)('the figures of every template are read in its titles (%s)', (language) => {
  for (const template of library(language))
    if (template.kind === 'objective')
      for (const { title, measure } of template.keyResults) {
        if (measure.kind === 'milestones') continue
        const { findings, measure: found } = reviewStatement(title, { field: 'key_result', language })
        expect([title, findings.map(({ id }) => id)]).toEqual([title, []])
        const scale = /tỷ|billion/.test(measure.unit) ? 1e9 : 1
        const { unit: _, ...figures } = measure
        const scaled = Object.entries(figures).map(([key, value]) => [
          key,
          typeof value === 'number' ? value * scale : value,
        ])
        expect([title, found]).toEqual([title, expect.objectContaining(Object.fromEntries(scaled))])
      }
})
