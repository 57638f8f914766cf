// Classes of words, so that a word never seen in training still counts as one of its kind.

/** How statements begin: by one word or by two. */
const LEADING: Record<string, string> = {
  work: `to chuc|trien khai|viet|lap|soan|hop|chay|ra mat|phat hanh|tuyen|dao tao|cai dat|cai|cap nhat|mua|ky|gui|goi|khao sat|chuan hoa|so hoa|
    ap dung|lam|mo|lap dat|thay|sua|thue|dang|quay|chup|in|dan|phat|tang|hoc|thu nghiem|thi diem|ban hanh|ra soat|kiem tra|kiem ke|kiem toan|
    phong van|phan tich|nghien cuu|tham gia|tham du|tai tro|phoi hop|ket noi|tich hop|chuyen|doi|nang cap|bo sung|them|viet lai|lam lai|
    thiet ke|thiet lap|thanh lap|huan luyen|tap huan|boi duong|dam phan|lien he|gap|tham|trinh|nop|don|va|dong goi|dung|bo tri|sap xep|
    chuan bi|len ke|len lich|xin|cu|theo doi|bao cao|dang ky|lay y|gioi thieu|demo|booking|fix|ship|setup|review|bao duong|dai tu|van dong|
    tuyen truyen|trao|ung dung|hoan tat|hoan thanh|dieu chinh|phan cong|phan cap|phan loai|ghi|quet|rut|gom|ghep|tach|khoa|ban giao|nghiem thu|
    trong|cay|nuoi|tiem|u|do|ep|dao|khoan|son|ve|treo|rai|dua|cho|di|tham quan|moi|de xuat|ban|giao|nhap|xuat|dat|quyen gop|van chuyen|
    chinh sua|bien soan|xuat ban|phat song|thu thap|tong hop|doi chieu|xu ly|kiem dinh|danh gia|cham|nghe lai|gan|cau hinh|di chuyen|tai cau truc|
    khanh thanh|khoi cong|chay thu|dien tap|mo rong kho|lien ket|truyen thong|quang cao|day quang cao|on tap|phu dao|du gio|hoi chan|livestream|
    refactor|build|launch|write|create|run|organise|organize|implement|hire|train|design|develop|publish|roll|conduct|host|deploy|
    migrate|send|interview|install|redesign|document|introduce|hold|plan|prepare|draft|add|move|replace|buy|sign|test|pilot|attend|
    sponsor|film|book|visit|call|rewrite|integrate|audit|negotiate|renegotiate|digitise|digitize|digitalise|digitalize|renovate|recruit|
    outsource|switch|automate|map|set|start|kick|hand|finish|complete|update|upgrade|translate|collect|survey|schedule|arrange|appoint|define|
    evaluate|register|file|validate|plant|drill|distribute|apply|vaccinate|convert|fit|label|print|count|delist|relocate|partner|benchmark|
    facilitate|propose|bring|put|give|share|rebuild|scope|analyse|analyze|meet|assign|clean|listen|tag|record|produce|make|inspect|
    repaint|list|teach|shoot|invite|offer|reply|pour|tender|patch|enable|decommission|classify|overhaul|open|select|identify|research|
    investigate|explore|compile|configure|establish|standardise|standardize|trial|prototype|refurbish|revamp|relaunch|refresh|optimise|
    optimize|read|retire|retrain|pass|ask|use|do|join|work|look|pick|post|share|edit|enter|lay|import|export|extend|merge|split|form|
    close|cancel|consolidate|reorganise|reorganize|coach|mentor|onboard|present|pitch|contact|email|reach out|follow|track|monitor|review|
    commission|procure|source|purchase|rent|lease|lend|donate|advertise|promote|market|brand|package|ship|deliver|load|unload|stock|
    grade|observe|renew|revise|formalise|formalize|simplify|obtain|get|seek|request|submit|approve|verify|check|double-check|experiment|
    engage|consult|brief|debrief|announce|broadcast|stream|demonstrate|showcase|attach|upload|download|archive|back|restore|rotate|
    redraw|redesign|restructure|reconfigure|reprice|resend|rehearse|screen|scan|swap|trim the|walk|cook|convene|sell|award|mail|order|pay|photograph|relabel|remove|require|sort|teach|trial|validate|weigh|change|charge|clear|compare|contract|copy|cross-train|demolish|dig|discontinue|divide|elect|enrol|enroll|escort|fence|fill|gather|greet|insulate|issue|lobby|name|scan|refine|agree|align|adapt|allocate|assemble|assess|attract|calibrate|capture|certify|choose|circulate|co-host|commence|construct|cover|customise|customize|debug|decorate|delegate|digest|dispatch|dispose|empty|equip|erect|execute|expand the|fund|furnish|grant|harvest|hook|identify|inform|initiate|interview|inventory|invest|knock|lock|log|mount|notify|operate|outline|pack|park|phase|prioritise|prioritize|process|prune|query|raise a|rank|reach out|rearrange|recycle|reformat|rehire|remind|remodel|reserve|reset|retest|return|ring|roll|rotate|sample|sanitise|save the|secure the|separate|serve|shift|shorten the|sketch|slice|speak|spray|stage|staff|stick|store|supply|suspend|sync|tabulate|tailor|tally|tell|tie|trace|transcribe|transfer|transport|tune|unify|vote|warn|wash|water|weed|wire|wrap|paint|repair|fix|tidy|declutter`,
  rise: `tang|nang|nang cao|day|day manh|mo rong|cai thien|phat trien|dat|thu hut|increase|grow|raise|lift|boost|improve|expand|reach|
    achieve|hit|exceed|attain|double|triple|quadruple|win|gain|secure|strengthen|enhance|accelerate|advance|elevate|deepen|maximise|maximize`,
  fall: `giam|giam thieu|ha|cat giam|cat|rut ngan|tiet kiem|han che|keo giam|reduce|cut|lower|decrease|shorten|halve|minimise|minimize|
    drop|shrink|slash|limit|cap|eliminate|lessen|save|bot`,
  keep: `giu|giu vung|duy tri|dam bao|bao dam|kiem soat|on dinh|khong de|keep|maintain|hold|ensure|sustain|stay`,
  none: `khong|khong con|khong ai|moi|toan bo|tat ca|ca|no|not|none|never|zero|every|all|nobody|everyone|each|nothing`,
  become: `giu lua|gieo|nuoi duong|thau hieu|chinh phuc|but pha|thoat|thoat khoi|lay lai|lam ban|lam giau|lam cho|lam nen|viet nen|viet tiep|tao dong|tao niem|tao but|tao an|mo ra|mo long|gan ket|vung|vung vang|lan|song|day|dong hanh|tro thanh|bien|dua|khang dinh|dan dau|chiem linh|lam chu|mang lai|mang den|tao|lan toa|chuyen minh|hien thuc|vuon|xung dang|become|
    be|make|turn|earn|lead|own|master|delight|empower|protect|restore|transform|unlock|reinvent|embrace|inspire|let|help|give|foster|
    cultivate|nurture|champion|redefine|succeed|thrive|stand|establish ourselves|champion|serve|care|love|enjoy|end|win the|own the|free`,
  indicator: `ty le|ti le|so|so luong|so luot|muc|muc do|diem|thoi gian|doanh thu|doanh so|chi phi|nang suat|chi so|do|gia tri|luong|loi nhuan|
    bien|vong quay|he so|cong suat|san luong|ty trong|thi phan|ty suat|luot|tong|sl|tl|dt|average|number|rate|percentage|percent|total|
    share|cost|monthly|weekly|daily|net|gross|customer|employee|revenue|time|median|ratio|count|mean|annual|quarterly`,
  construct: `xay dung|xay|xd|hoan thien|kien toan|hinh thanh|cung co|phat huy|thuc day|tang cuong|bao ve|day lui|giu gin|build|develop|create|
    design|deliver|put in`,
  gain: `tuyen du|tuyen duoc|ky duoc|ky lai|ban het|ban duoc|ban sach|thu du|thu hoi|thu hut|huy dong|gay quy|ket nap|trung thau|trung|dat chung|
    duoc cap|duoc xep|duoc cong|lot|lot vao|vao top|giu duoc|giu chan|co them|co|mo duoc|tiet kiem|phu song|tao viec|hoan von|xuat|cho vay|sign up|sell out|
    sell|close|land|book|enrol|enroll|acquire|attract|earn|collect|raise|place|onboard|get|obtain|pass|retain|secure|serve|win|sign|reach|reunite|
    disburse|convert|deliver savings|listed|ranked|certified|awarded|featured`,
  subject: `khach hang|khach|nguoi|nguoi dung|nguoi benh|nguoi dan|hoc sinh|sinh vien|nhan vien|cong nhan|benh nhan|phu huynh|doi ngu|cong ty|
    customers|users|patients|students|people|employees|staff|parents|guests|teams|teachers|our|we|a|an|the`,
}

/** What the rest of a statement is made of. */
const INNER: Record<string, string> = {
  concrete: `to roi|clip|cam nang|so tay|tu dien|khung nang|bo kpi|bo cau hoi|tieu chi|de an|danh sach|bieu phi|bang gia|bang luong|thang bang|fanpage|power bi|nhan hieu|duong ong|ban ve|mat bang|ho so|bien chi|thuc don|tai lieu|thuc tap|binh chua|cong cu|ma giam|thu vien|tuyen xe|nha kho|thap nuoc|giao dien|dang nhap|khoa hoc|lop hoc|zoom|server|cloud|bua an|ke hang|bieu mau|ca truc|tu mat|bao cao|cong van|file|dau may|may in|may chu|hop dong|dong phuc|nhom zalo|tai khoan|gian hang|lo trinh|kich ban|wall|roof|floor|fence|gate|door|doors|window|windows|lift|lifts|road|roads|bridge|park|bays|toilet|toilets|kitchen|canteen|lobby|entrance|exit|
    signage|sign|signs|lamps|lamp|lights|lighting|bulbs|camera|cameras|cctv|printer|printers|laptop|laptops|computer|computers|tablet|tablets|phone|phones|router|
    routers|network|wifi|fibre|cable|cables|truck|trucks|van|vans|car|bus|bike|bikes|scooter|scooters|forklift|forklifts|conveyor|robot|robots|press|oven|
    fridge|freezer|bed|beds|mattress|mattresses|uniform|uniforms|desk|desks|chairs|shelf|shelves|rack|racks|box|boxes|bag|bags|label|labels|packaging|leaflet|
    leaflets|brochure|brochures|menu|menus|card|cards|coupon|coupons|voucher|vouchers|gift|gifts|poster|posters|banner|banners|photo|photos|
    image|images|icon|icons|logo|button|screen|screens|form|forms|field|fields|file|files|folder|spreadsheet|spreadsheets|excel|slide|slides|
    deck|invoice|invoices|receipt|receipts|letter|letters|memo|sms|message|messages|chat|call|calls|script|code|repo|branch|query|queries|
    index|indexes|cache|cron|log|logs|alert|alerts|flag|flags|token|sdk|plugin|connector|webhook|endpoint|endpoints|library|framework|
    pipeline|backup|backups|archive|password|passwords|mfa|sso|vpn|firewall|license|licences|certificate|certificates|permit|permits|
    tender|tenders|quote|quotes|bid|bids|contract|lease|loan|account|accounts|bank|budget|audit|auditor|consultant|consultants|agency|
    freelancer|intern|interns|analyst|analysts|engineer|engineers|nurse|nurses|teacher|director|manager|chef|driver|drivers|
    agents|reps|trainer|trainers|coach|committee|board|council|task|force|taskforce|club|camp|fair|festival|gala|conference|
    seminar|hackathon|retreat|offsite|party|lunch|lunches|dinner|breakfast|visit|visits|trip|tour|tours|drill|drills|inspection|
    inspections|interviews|focus|groups|poll|questionnaire|study|research|analysis|memo|minutes|agenda|calendar|schedule|rota|roster|
    roadmap|backlog|sprint|jira|slack|teams|crm|erp|mes|wms|lms|hrm|pos|api|ui|figma|excel|powerpoint|sharepoint|google|facebook|tiktok|
    instagram|youtube|zalo|shopee|lazada|linkedin|ads|ad|seo|reels|reel|podcast|episode|episodes|film|tvc|newsletter|newsletters|
    blog|article|articles|ebook|whitepaper|case|studies|recipe|recipes|dish|dishes|ingredient|beans|seed|seeds|seedlings|trees|herd|cattle|
    pond|well|wells|pump|pumps|pipe|pipes|tank|turbine|panel|panels|solar|meter|meters|generator|valve|machine|line|mould|moulds|tool|
    jig|scanner|scanners|barcode|barcodes|pallet|pallets|container|containers|warehouse|depot|shed|yard|dock|stock|sku|skus|catalogue|
    descriptions|template|templates|checklist|checklists|playbook|handbook|manual|procedure|procedures|sop|sops|policy|policies|bylaw|
    by-law|rulebook|rules|register|database|table|tables|dashboard|dashboards|report|reports|tracker|model|prototype|mockup|wireframe|
    prototypes|rig|kit|kits|sample|samples|vaccine|vaccines|nets|books|tablets|scholarships|grants|bicycles|
    march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|q1|q2|q3|q4|
    tuong|mai|san|cong|cua ra vao|cua so|thang may|duong|cau|bai xe|nha ve sinh|bep|can tin|sanh|bien|bien hieu|den|bong den|may in|may tinh|dien
    thoai|may chu|may lanh|dieu hoa|quat|cap|xe tai|xe nang|xe dien|bang tai|robot|lo|tu|giuong|nem|dong phuc|ban ghe|ke|tem|nhan|bao bi|to roi|thuc don|
    the|voucher|qua|bang ron|anh|hinh|logo|nut|man hinh|form|file|excel|slide|hoa don|thu|tin nhan|code|log|query|api|sdk|backup|mat khau|license|
    giay phep|chung chi|goi thau|ho so thau|mat bang|khoan vay|tai khoan|ngan sach|kiem toan|tu van|agency|freelancer|thuc tap sinh|giam doc|dau bep|
    tai xe|to cong tac|ban chi dao|cau lac bo|trai he|hoi cho|le hoi|gala|team building|hackathon|tiec|chuyen di|dien tap|khao sat|phieu|lich|lich truc|
    ca truc|roadmap|jira|slack|crm|erp|mes|wms|hrm|pos|figma|facebook|tiktok|zalo|shopee|lazada|youtube|quang cao|seo|podcast|phim|tvc|clip|blog|mon|
    cong thuc|hat giong|giong|ao|gieng|bom|ong|be nuoc|bon|tua bin|pin|cong to|dong ho|van|khuon|ma vach|pallet|container|nha kho|san bai|danh muc|mo ta|
    bang gia|bo tai lieu|so do|bieu do|mo hinh mau|giao an|de cuong|de thi|ngan hang de|sach|hoc bong|xe dap|bang kiem|bo quy tac|bo chi so|kich ban|
    phuong an|de an|to trinh|cong van|nghi quyet|ban tin|chuyen muc|hang rao|duong ong|duong day|nha mau|can tin|thu vien mau|intranet|sharepoint|
    cong thong tin|landing|dashboard|chatbot|tong dai|hotline`,
  abstract: `tinh than|niem vui|cau chuyen|truyen thong|long tin|uoc mo|con nguoi|tam hon|dong luc|cam xuc|nep song|loi song|ban sac|sinh loi|tinh chu|suc hut|suc chong|thien chien|da tang|tap the|xa hoi|doi song|tiem luc|lua nghe|tieng noi|tinh nguoi|von song|suc song|niem tu|su hai|su gan|giac mo|quan he|moi quan|confidence|trust|loyalty|safety|health|wellbeing|happiness|efficiency|productivity|competitiveness|transparency|accountability|
    reliability|resilience|agility|sustainability|innovation|creativity|excellence|quality|growth|profitability|liquidity|stability|
    independence|ownership|leadership|reputation|image|presence|awareness|position|relationships|relationship|partnership|partnerships|
    engagement|morale|motivation|discipline|collaboration|communication|cooperation|culture|mindset|experience|journey|satisfaction|
    capabilities|capability|capacity|competence|skills|knowledge|talent|workforce|community|communities|ecosystem|market|markets|segment|
    industry|region|world|nation|generation|livelihoods|livelihood|outcomes|care|service|services|governance|compliance|integrity|fairness|
    equality|diversity|inclusion|peace|hope|future|advantage|edge|differentiation|relevance|adoption|impact|value|values|potential|
    operations|operational|organisation|organization|performance|execution|focus|speed|strategy|transformation|maturity|readiness|dependence|reliance|
    burden|stress|waste|risk|risks|barriers|footprint|environment|climate|nature|heritage|lives|life|way|ways|level|standards|standard|
    niem tin|long trung thanh|an toan|suc khoe|hanh phuc|hieu qua|nang suat|nang luc canh tranh|minh bach|trach nhiem|do tin cay|
    ben vung|doi moi|sang tao|chat luong|tang truong|loi the|on dinh|tu chu|vi the|uy tin|hinh anh|nhan dien|quan he|gan ket|
    tinh than|ky luat|phoi hop|giao tiep|van hoa|tu duy|trai nghiem|hanh trinh|hai long|nang luc|ky nang|kien thuc|nhan tai|doi ngu|cong dong|
    he sinh thai|thi truong|phan khuc|nganh|khu vuc|the gioi|the he|sinh ke|cuoc song|dich vu|quan tri|tuan thu|liem chinh|cong bang|binh dang|
    tuong lai|loi the canh tranh|khac biet|gia tri|tiem nang|van hanh|to chuc|chien luoc|chuyen doi so|muc song|phu thuoc|ganh nang|ap luc|lang phi|
    rui ro|phien ha|moi truong|di san|chuan muc|nen tang|nen mong|thoi quen|nep|tam the|dang cap|tam cao|khat vong`,
  value: `thanh cong|tu te|bang ca|mot cach|thuc chat|vung chac|ben chat|gan gui|hap dan|trong lanh|soi noi|am long|lanh manh|van minh|kho quen|thau hieu|an tuong|hai hoa|vua tui|yeu nghe|song khoe|yen binh|truyen cam|dam me|nhiet huyet|tran trong|cung co|vung tay|khong ngung|moi ngay|tron ven|tin cay|tin tuong|yeu thich|yeu men|hai long|an toan|tu tin|ben vung|hanh phuc|vung manh|vung vang|chuyen nghiep|minh bach|tu hao|
    gan bo|than thien|hieu qua|linh hoat|tinh gon|manh me|vuot troi|xuat sac|hang dau|dan dau|so mot|uy tin|on dinh|thong minh|hien dai|nhanh
    chong|tron tru|nhip nhang|doan ket|cong bang|trung thuc|tan tam|chu dong|sang tao|de dang|lau dai|trung thanh|niem tin|trai nghiem|van hoa|
    chat luong|vi the|nang luc|suc khoe|tuong lai|xung dang|am ap|manh|tot nhat|nhat|dang song|xanh|sach|cham soc|bai ban|an tam|yen tam|
    khoe manh|vui ve|de dung|quen thuoc|toan dien|dot pha|khac biet|nhan van|hanh trinh|bo lai|
    trust|trusted|love|loved|proud|favourite|favorite|best|leading|leader|joy|confident|confidence|happy|healthy|safe|safer|reliable|
    resilient|sustainable|sustainably|seamless|effortless|world-class|excellent|excellence|outstanding|delight|delightful|fair|transparent|
    honest|strong|stronger|smart|modern|culture|experience|reputation|loyalty|loyal|quality|great|better|simple|simpler|calm|respected|
    respectful|inclusive|diverse|innovative|innovation|competitive|first-class|premier|number-one|predictable|smooth|smoothly|thrive|
    everyone|everybody|truly|most|future|life|society|worth|beloved|admired|choice|foundation|capability|excellence|organisation|
    organization|wellbeing|well-being|customer-centric|data-driven|memorable|remarkable|unforgettable|bold|kind|caring|welcoming`,
  artefact: `buoi|lop|khoa|chuong trinh|quy trinh|phan mem|he thong|tai lieu|ho so|ke hoach|chien dich|hop dong|su kien|hoi thao|hoi nghi|bao cao|
    kich ban|website|app|video|bai viet|cong cu|bang|mau|so tay|noi quy|chinh sach|quy che|quy dinh|du an|module|tinh nang|landing page|may|thiet bi|
    camera|phong|cua hang|kho|cuoc goi|email|poster|bieu mau|dashboard|kenh|nhom|to|quy|goi|phien ban|giai doan|danh sach|checklist|workshop|
    workshops|session|sessions|campaign|campaigns|template|templates|policy|plan|tool|tools|software|module|feature|features|page|
    document|documents|documentation|report|playbook|runbook|runbooks|handbook|guide|guides|form|contract|contracts|agreement|event|
    events|seminar|seminars|course|courses|training|audit|survey|surveys|interviews|interview|newsletter|blog|posts|post|articles|videos|
    prototype|beta|pilot|version|integration|api|database|server|servers|machine|machines|line|office|store|stores|branch|desk|hotline|
    committee|scheme|programme|program|rotation|meeting|meetings|review|reviews|vendor|supplier|suppliers|licence|license|crm|erp|
    meetup|webinar|webinars|script|scripts|signs|posters|flyers|kit|kits|portal|chatbot|bot|bank|base|house|kiosks|sensors|system`,
  metric: `ty le|ti le|chi so|diem|doanh thu|doanh so|loi nhuan|chi phi|thoi gian|so luong|binh quan|trung binh|nps|csat|mrr|arr|cac|churn|oee|
    rate|ratio|score|index|share|number|average|volume|revenue|cost|margin|percentage|turnover|retention|conversion|satisfaction|
    occupancy|attendance|compliance|income|profit|backlog|uptime|downtime|latency|yield|coverage|utilisation|utilization|accuracy|
    variance|median|per|moi`,
  change: `tang|giam|len|xuong|con|dat|rut|vuot|duoi|tren|toi da|toi thieu|it nhat|khong qua|gap doi|mot nua|from|to|up|down|below|above|under|over|
    least|within|reach|reaches|reached|hit|hits|drop|drops|fall|falls|rise|rises|grow|grows|increase|increased|reduced|reduce|cut|doubled|
    halved|exceed|exceeds|more|less|fewer|than|between|stays|below|becomes`,
  state: `nao cung|khong bao|khong can|dung gio|dung han|dung hen|dung ngay|kip thoi|deu co|da co|duoc cap|dat chuan|kin lich|kin phong|het sach|co lai|hoa von|vuot doi|khop voi|mang ve|giup|khien|nho vay|nho do|khong con|khong con|khong co|khong phai|khong bi|khong de|khong ai|duoc|da|deu|tu|no longer|not|never|without|already|all of|none of|every`,
  schedule: `hang tuan|hang thang|hang ngay|moi thang|moi tuan|moi ngay|moi quy|weekly|monthly|daily|every|each|quarter|before|truoc|by`,
}

const lead = index(LEADING)
const inner = index(INNER)

function index(classes: Record<string, string>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [name, words] of Object.entries(classes))
    for (const phrase of words.replace(/\s+/g, ' ').split('|')) {
      const key = phrase.trim()
      found.set(key, [...new Set(found.get(key)).add(name)])
    }
  return found
}

/** The classes of the statement's first word and of its first two words. */
export function leadingClasses(words: readonly string[]): string[] {
  const one = lead.get(words[0] ?? '') ?? []
  const two = lead.get(`${words[0] ?? ''} ${words[1] ?? ''}`) ?? []
  return [...one.map((name) => `lead1 ${name}`), ...two.map((name) => `lead2 ${name}`)]
}

/** The classes of words and pairs of words behind the first. */
export function innerClasses(words: readonly string[]): string[] {
  const found = new Set<string>()
  for (let at = 1; at < words.length; at += 1) {
    for (const name of inner.get(words[at] ?? '') ?? []) found.add(name)
    for (const name of inner.get(`${words[at - 1] ?? ''} ${words[at] ?? ''}`) ?? []) found.add(name)
  }
  return [...found]
}
