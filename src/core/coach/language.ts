// Which of the two languages a statement is written in, with diacritics or without.
import type { StatementLanguage, StatementText } from './statement.ts'

const VIETNAMESE_LETTER = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu

/** Syllables that are frequent in statements, without diacritics, and no words of English. */
const VIETNAMESE = new Set(
  `anh bao benh buoi cac cach cai cap cau chat che chi chinh cho chu chuan chung chuyen cong cua cung dan dao dat day de
  den dich diem dinh doanh doi don dong du dung duoc duong duy ghi gia giam giao gio giu giua hai hang hanh hien hieu ho
  hoa hoan hoc hoi hon huong kenh keo khach khau khi khieu kho khoan khong kiem ky lai lam lan lap len lien linh loai loi
  luc luong luot mat moi mot muc nam nang nay ngan nganh ngay nghe nghi nghiep nghiem ngoai nguoi nguon nhan nhanh nhap nhat
  nhiem nho nhom nhung nuoc phai pham phan phat phi phong phu phuc phut quan quang quy quyen quyet ra rut sach san sang sau
  sinh sinh so soan su suat ta tac tai tam tang tao tap tat thai tham than thang thanh theo thi thich thiet thieu
  thoi thong thu thuc thuong tich tien tieu tim tinh to toan ton tong trai tram tren tri trien trinh tro trong trung truoc
  truong truyen tu tuan tuc tung tuyen ty ung uy van vao ve vi vien viet voi von vong vu vung xa xay xe xep xu xuat xuong
  yeu kpi trieu nghin tuyen nhan vien mua ban hang qua bang nha may dien thoai`.split(/\s+/u),
)
const ENGLISH = new Set(
  `the a an of and to for in on by with from at as is are be our we all every each per than more less most least new no
  not into within under over across up down out it its their they who that this rate time score number average customer
  customers team teams user users sales revenue increase reduce improve build launch grow deliver become make get keep
  cut raise achieve ensure create run hire train weekly monthly quarter year day days week weeks month months hours hour
  minutes percent cost costs market product service support staff people process quality data report plan program training
  complete write set publish open move have has zero best first high higher low lower good better great on-time response`.split(
    /\s+/u,
  ),
)

/** Vietnamese letters decide; without any, the words do; a statement in neither is Vietnamese. */
export function languageOf({ typed, folded }: StatementText): StatementLanguage {
  const letters = typed.match(/\p{L}/gu)?.length ?? 0
  const marked = typed.match(new RegExp(VIETNAMESE_LETTER, 'giu'))?.length ?? 0
  if (letters > 0 && marked / letters > 0.08) return 'vi'
  let [vietnamese, english] = [0, 0]
  for (const word of folded.match(/[a-z]+/g) ?? []) {
    if (ENGLISH.has(word)) english += 1
    else if (VIETNAMESE.has(word)) vietnamese += 1
    // No Vietnamese syllable is longer than seven letters.
    else if (word.length > 7) english += 0.5
  }
  if (marked > 0) vietnamese += 1
  return english > vietnamese ? 'en' : 'vi'
}
