// Vietnamese words by an English one of the same group, so that what was learned of either language helps the other.
import { groupOf, type WordGroup } from './word-group.ts'

/** English word: Vietnamese words of one or two syllables, without diacritics. */
const SAME = `
trust: niem tin, long tin, tin cay, tin tuong, uy tin | culture: van hoa, nep song, loi song | spirit: tinh than | story: cau chuyen |
tradition: truyen thong | pride: tu hao, niem tu | joy: niem vui | happiness: hanh phuc | love: yeu thich, yeu men, yeu quy, yeu nghe |
loyalty: trung thanh, gan bo, gan ket | satisfaction: hai long, su hai | experience: trai nghiem | quality: chat luong | safety: an toan |
efficiency: hieu qua | productivity: nang suat | capability: nang luc | competitiveness: canh tranh | innovation: doi moi, sang tao |
growth: tang truong | stability: on dinh | sustainable: ben vung | transparency: minh bach | responsibility: trach nhiem | leadership: lanh dao, dan dau |
position: vi the | image: hinh anh | brand: thuong hieu | reputation: danh tieng | market: thi truong | segment: phan khuc | future: tuong lai |
generation: the he | community: cong dong | society: xa hoi | people: con nguoi, nguoi dan, ba con | life: cuoc song, doi song | environment: moi truong |
health: suc khoe | confidence: tu tin | motivation: dong luc | skills: ky nang, tay nghe | knowledge: kien thuc | talent: nhan tai, nguoi gioi |
relationship: quan he, moi quan | partnership: doi tac | cooperation: hop tac, phoi hop | discipline: ky luat | mindset: tu duy | habit: thoi quen, nep |
risk: rui ro | waste: lang phi | burden: ganh nang | pressure: ap luc | equality: binh dang | foundation: nen tang, nen mong | strategy: chien luoc |
transformation: chuyen doi | vision: tam nhin | dream: uoc mo, khat vong | voice: tieng noi | identity: ban sac | heritage: di san | livelihoods: sinh ke |
excellent: xuat sac, vuot troi | professional: chuyen nghiep | friendly: than thien | gentle: nhe nhang, diu dang | warm: am ap, am long | strong: vung manh, vung vang, manh me |
modern: hien dai | flexible: linh hoat | smart: thong minh | honest: trung thuc, tu te | clean: sach, xanh | beautiful: dep | successful: thanh cong | comprehensive: toan dien |
lasting: lau dai, ben chat | easy: de dang, de dung, don gian | smooth: tron tru, lien mach, muot | favourite: quen thuoc | best: tot nhat, hang dau |
flyers: to roi | posters: poster, ap phich, bang ron | leaflet: to gap | handbook: so tay, cam nang | dictionary: tu dien | manual: huong dan su | report: bao cao | document: tai lieu, cong van |
form: bieu mau, phieu, to khai | template: mau | checklist: bang kiem | file: file, ho so | contract: hop dong | agreement: bien ban | policy: chinh sach, quy che | regulation: quy dinh, noi quy |
procedure: quy trinh | plan: ke hoach, phuong an, de an | project: du an | programme: chuong trinh | campaign: chien dich | event: su kien | workshop: hoi thao, toa dam | conference: hoi nghi |
meeting: cuoc hop, giao ban | training: dao tao, tap huan, huan luyen | course: khoa hoc, lop | class: lop hoc | survey: khao sat | interview: phong van | audit: kiem toan | inspection: kiem tra, thanh tra |
committee: ban chi, to cong | club: cau lac | contest: hoi thi, cuoc thi | festival: le hoi, hoi cho | trip: chuyen di | website: website, trang web, web | portal: cong thong, cong tra | app: app, ung dung | software: phan mem |
system: he thong | database: co so du, kho du | server: may chu, server | computer: may tinh, laptop | printer: may in | camera: camera | phone: dien thoai | network: mang | cable: cap | machine: may, thiet bi | pump: bom |
truck: xe tai | van: xe | bus: xe buyt | warehouse: kho, nha kho | factory: nha may, xuong | office: van phong | store: cua hang, cua hieu | counter: quay | shelf: ke, ke hang | roof: mai, mai nha | wall: tuong | floor: san |
door: cua | lamp: den, bong den | toilet: nha ve | kitchen: bep | canteen: can tin | room: phong, phong hop | bed: giuong | mattress: nem | chair: ban ghe, ghe | uniform: dong phuc | sign: bien hieu, bien chi, bien bao | road: duong |
bridge: cau | fence: hang rao | well: gieng | pond: ao | canal: kenh | pipe: ong, duong ong | tank: be, bon | tree: cay | seed: giong, hat giong, cay giong | fertiliser: phan bon | box: hop, thung | bag: tui | label: nhan, tem | packaging: bao bi |
menu: thuc don | dish: mon, mon an | recipe: cong thuc | voucher: voucher, ma giam | gift: qua | card: the | photo: anh | video: video, clip | blog: blog, bai viet | newsletter: ban tin | channel: kenh | advertisement: quang cao | catalogue: catalogue, danh muc |
list: danh sach | map: ban do, so do | schedule: lich, lich truc | code: ma, code | feature: tinh nang | version: phien ban | interface: giao dien | test: thu nghiem, chay thu | prototype: mau thu | model: mo hinh | drawing: ban ve | tender: goi thau, ho so thau |
licence: giay phep | certificate: chung nhan, chung chi | loan: khoan vay | account: tai khoan | invoice: hoa don | budget: ngan sach | salary: luong | bonus: thuong | allowance: phu cap | fee: phi | price: gia | tax: thue |
supplier: nha cung, ncc | agent: dai ly | consultant: tu van, chuyen gia | trainer: giang vien | intern: thuc tap | nurse: dieu duong, y ta | doctor: bac si | teacher: giao vien, thay co | student: hoc sinh, sinh vien, hoc tro | parents: phu huynh |
patient: benh nhan, nguoi benh | customer: khach hang, khach, kh | employee: nhan vien, cong nhan, nv | driver: tai xe | farmer: nong dan, nong ho | worker: tho, lao dong | manager: quan ly, truong phong | team: doi ngu, doi, nhom, to | company: cong ty, doanh nghiep |
rate: ty le, ti le, tl | number: so, so luong | average: trung binh, binh quan | revenue: doanh thu, dt, doanh so | profit: loi nhuan, lai | cost: chi phi | time: thoi gian, tg | score: diem | volume: san luong, luong | share: ty trong, thi phan |
complaint: khieu nai, phan nan | accident: tai nan | incident: su co | defect: loi, phe pham | error: sai sot | order: don, don hang | delivery: giao hang | inventory: ton kho | debt: no, cong no | deposits: tien gui | visits: luot kham, luot |
build: xay dung, xay | develop: phat trien | create: tao | improve: cai thien, cai tien | enhance: nang cao, nang tam | strengthen: tang cuong, cung co | launch: ra mat | open: mo | organize: to chuc | implement: trien khai, ap dung | deploy: cai dat |
install: lap, lap dat | write: viet, soan | draft: bien soan | design: thiet ke | hire: tuyen, tuyen dung | train: boi duong | buy: mua | replace: thay | repair: sua | renovate: cai tao | upgrade: nang cap | update: cap nhat | send: gui | visit: tham |
invite: moi | sign: ky | negotiate: dam phan | collect: thu thap | analyze: phan tich | review: ra soat, danh gia | establish: thanh lap, thiet lap | publish: ban hanh, xuat ban | print: in | film: quay | paint: son | plant: trong | move: chuyen, doi |
digitize: so hoa | standardize: chuan hoa | integrate: tich hop, ket noi | automate: tu dong | become: tro thanh | conquer: chinh phuc | preserve: giu gin, bao ton | protect: bao ve | inspire: truyen cam, lan toa | nurture: nuoi duong, gieo | expand: mo rong |
increase: tang | reduce: giam | maintain: giu, duy tri | reach: dat | achieve: hoan thanh | eliminate: xoa bo, cham dut | without: khong, khong con, ko | every: moi, nao cung | all: tat ca, toan bo | never: khong bao | punctual: dung gio, dung han, dung hen
`
const BY_WORD = new Map(
  SAME.split('|').flatMap((entry) => {
    const [english = '', vietnamese = ''] = entry.trim().split(':')
    return vietnamese.split(',').map((word) => [word.trim(), english.trim()] as const)
  }),
)

/** The groups of a Vietnamese statement's words, two syllables before one, with the place of each. */
export function vietnameseGroups(words: readonly string[]): { group: WordGroup; from: number; to: number }[] {
  const found: { group: WordGroup; from: number; to: number }[] = []
  for (let at = 0; at < words.length; ) {
    const pair = BY_WORD.get(`${words[at]} ${words[at + 1] ?? ''}`)
    const group = groupOf(pair ?? BY_WORD.get(words[at] ?? '') ?? '')
    const length = pair === undefined ? 1 : 2
    if (group !== undefined) found.push({ group, from: at, to: at + length })
    at += length
  }
  return found
}
